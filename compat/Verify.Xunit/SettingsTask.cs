using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>Stand-in for <c>VerifyTests.SettingsTask</c>: settings in a chain, and the comparison when it is awaited.</summary>
public class SettingsTask
{
    private readonly VerifySettings settings;
    private readonly Func<VerifySettings, Task> build;
    private Task? task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task> build)
    {
        this.settings = settings ?? new VerifySettings();
        this.build = build;
    }

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    /// <returns>This.</returns>
    public SettingsTask UseDirectory(string directory)
    {
        settings.UseDirectory(directory);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.UseFileName"/>
    /// <returns>This.</returns>
    public SettingsTask UseFileName(string fileName)
    {
        settings.UseFileName(fileName);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.UseStringComparer"/>
    /// <returns>This.</returns>
    public SettingsTask UseStringComparer(StringCompare compare)
    {
        settings.UseStringComparer(compare);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.DisableDiff"/>
    /// <returns>This.</returns>
    public SettingsTask DisableDiff()
    {
        settings.DisableDiff();
        return this;
    }

    /// <summary>Starts the comparison, once.</summary>
    /// <returns>The task.</returns>
    public Task ToTask() => task ??= build(settings);

    /// <summary>Starts the comparison, once.</summary>
    /// <returns>Its awaiter.</returns>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public static implicit operator Task(SettingsTask settingsTask) => settingsTask.ToTask();
}
