using System.Text;

namespace Chonk.Gate.Rendering;

/// <summary>A table of text that fits a width, if it has one: numbers right-aligned, the first column shortened in its middle when it must be.</summary>
public sealed class TextTable
{
    /// <summary>The width of a table in which nothing is shortened.</summary>
    public const int Unlimited = int.MaxValue;

    private const int LongestCell = 40;

    private readonly string[] heads;
    private readonly List<string[]> rows = [];

    /// <summary>A table.</summary>
    /// <param name="heads">Column heads; the first column is text, the others are numbers.</param>
    public TextTable(params string[] heads) => this.heads = heads;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many cells as there are heads.</param>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>The table.</summary>
    /// <param name="width">Most characters a line may have; at least 40 are used, and other cells than the first are cut at 40 too. <see cref="Unlimited"/> shortens nothing.</param>
    /// <returns>Lines with <c>\n</c> ends; empty without rows.</returns>
    public string Render(int width)
    {
        if (rows.Count == 0)
        {
            return "";
        }

        string[][] cells = width == Unlimited ? [.. rows] : [.. rows.Select(r => (string[])[r[0], .. r.Skip(1).Select(c => Shorten(c, LongestCell))])];
        int[] widths = [.. heads.Select((h, column) => Math.Max(h.Length, cells.Max(r => r[column].Length)))];
        int others = widths.Skip(1).Sum() + (2 * (heads.Length - 1)) + 2;
        widths[0] = Math.Min(widths[0], Math.Max(12, Math.Max(40, width) - others));
        var text = new StringBuilder();
        AppendLine(text, heads, widths);
        AppendLine(text, [.. widths.Select(w => new string('-', w))], widths);
        foreach (string[] row in cells)
        {
            AppendLine(text, row, widths);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder("  ");
        line.Append(Shorten(cells[0], widths[0]).PadRight(widths[0]));
        for (int column = 1; column < cells.Length; column++)
        {
            line.Append("  ").Append(cells[column].PadLeft(widths[column]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private static string Shorten(string cell, int width)
    {
        if (cell.Length <= width)
        {
            return cell;
        }

        int head = (width - 1) / 2;
        return cell[..head] + "…" + cell[^(width - 1 - head)..];
    }
}
