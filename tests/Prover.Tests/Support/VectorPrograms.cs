using Xunit;

namespace Chonk.Prover.Tests.Support;

/// <summary>
/// The programs of <c>Vectors/programs</c>, by name. Theories take names (which runners print and filter) and look the
/// program up: <c>[MemberData(nameof(VectorPrograms.Basic), MemberType = typeof(VectorPrograms))]</c>.
/// </summary>
public static class VectorPrograms
{
    private static readonly HashSet<string> BasicOpcodes =
        ["AssertZero", "RANGE", "AND", "XOR", "Poseidon2Permutation", "MemoryInit", "MemoryOp", "BrilligCall"];

    private static readonly Lazy<SortedDictionary<string, VectorProgram>> Programs = new(ReadAll);

    /// <summary>Names of all programs.</summary>
    public static TheoryData<string> All => Names(_ => true);

    /// <summary>
    /// Names of the programs that consist of AssertZero, RANGE, AND, XOR, Poseidon2Permutation, MemoryInit, MemoryOp and
    /// BrilligCall only.
    /// </summary>
    public static TheoryData<string> Basic => Names(IsBasic);

    /// <summary>Names of the programs with any other opcode: hashes, ciphers, curves, signatures.</summary>
    public static TheoryData<string> Extended => Names(program => !IsBasic(program));

    /// <summary>The program of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such folder.</exception>
    public static VectorProgram Get(string name) => Programs.Value[name];

    /// <summary>The programs in which the opcode occurs.</summary>
    public static IEnumerable<VectorProgram> With(string opcode) => Programs.Value.Values.Where(program => program.Opcodes.ContainsKey(opcode));

    private static bool IsBasic(VectorProgram program) => program.Opcodes.Keys.All(BasicOpcodes.Contains);

    private static TheoryData<string> Names(Func<VectorProgram, bool> wanted)
    {
        var names = new TheoryData<string>();
        foreach (var program in Programs.Value.Values.Where(wanted))
        {
            names.Add(program.Name);
        }

        return names;
    }

    private static SortedDictionary<string, VectorProgram> ReadAll()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Vectors", "programs");
        var programs = new SortedDictionary<string, VectorProgram>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "program.json", SearchOption.AllDirectories))
        {
            var program = VectorProgram.Read(file);
            programs.Add(program.Name, program);
        }

        return programs;
    }
}
