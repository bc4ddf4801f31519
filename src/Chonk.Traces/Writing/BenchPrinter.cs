using System.Globalization;
using System.Text;
using Chonk.Traces.Models;

namespace Chonk.Traces.Writing;

/// <summary>
/// Prints <c>--print_bench</c>: the tree of operations with share of the parent, time and calls, coloured for a terminal. Children
/// under 0.5 ms are left out; what is missing from the parent by more than 5 % is shown as <c>(other)</c>; an operation with several
/// parents is opened at its first mention only.
/// </summary>
public static class BenchPrinter
{
    private const long ShortestChildNs = 500_000;
    private const int LineWidth = 108;
    private const int NameWidth = 80;
    private const int SectionWidth = 40;

    /// <summary>Prints a run's operations.</summary>
    /// <param name="operations">What ran.</param>
    /// <param name="text">Where to.</param>
    /// <param name="isColoured">Whether <paramref name="text"/> is a terminal; a file gets the words alone.</param>
    public static void Print(OperationTable operations, TextWriter text, bool isColoured)
    {
        Palette colours = new(isColoured);
        if (operations.Entries.Count == 0)
        {
            text.Write("No benchmark data collected\n");
            return;
        }

        text.Write("\n");
        PrintRule(text, colours, '═');
        text.Write($"{colours.Bold}  Benchmark Results{colours.Reset}\n");
        PrintRule(text, colours, '═');
        new Tree(operations, text, colours).Print();
        PrintRule(text, colours, '─');
        PrintTotal(operations, text, colours);
        PrintRule(text, colours, '═');
        text.Write("\n");
    }

    private static void PrintRule(TextWriter text, Palette colours, char line) => text.Write($"{colours.Bold}{colours.Cyan}{new string(line, LineWidth)}{colours.Reset}\n");

    private static void PrintTotal(OperationTable operations, TextWriter text, Palette colours)
    {
        int shared = operations.Names.Count(name => operations.Of(name).Count > 1);
        double ms = operations.ChildrenOf(null).Select(root => root.MaxThreadNs).DefaultIfEmpty().Max() / 1e6;
        text.Write($"  {colours.Bold}Total: {colours.Reset}{colours.Magenta}{operations.Names.Count} functions{colours.Reset}");
        text.Write(shared > 0 ? $" ({colours.Red}{shared} shared{colours.Reset})" : "");
        text.Write($", {colours.Green}{operations.Entries.Sum(entry => entry.Count)} measurements{colours.Reset}, {colours.Yellow}");
        text.Write(ms >= 1000 ? $"{Fixed(ms / 1000, 2)} seconds" : $"{Fixed(ms, 2)} ms");
        text.Write($"{colours.Reset}\n");
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString(decimals == 2 ? "F2" : "F1", CultureInfo.InvariantCulture);

    /// <summary>Pads to a number of UTF-8 bytes, as a C++ stream does.</summary>
    private static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Encoding.UTF8.GetByteCount(text)));

    /// <summary>The terminal's codes, or nothing in their place.</summary>
    private readonly record struct Palette(bool IsColoured)
    {
        public string Bold => Code("\e[1m");

        public string Cyan => Code("\e[36m");

        public string Dim => Code("\e[2m");

        public string Green => Code("\e[32m");

        public string Magenta => Code("\e[35m");

        public string Red => Code("\e[31m");

        public string Reset => Code("\e[0m");

        public string White => Code("\e[37m");

        public string Yellow => Code("\e[33m");

        private string Code(string code) => IsColoured ? code : "";
    }

    private sealed class Tree(OperationTable operations, TextWriter text, Palette colours)
    {
        private readonly HashSet<string> opened = new(StringComparer.Ordinal);

        public void Print()
        {
            foreach (OperationStatistics root in operations.ChildrenOf(null).Where(root => root.TotalNs > 0))
            {
                PrintSubtree(root, 0, isLast: false, 0);
            }
        }

        private void PrintSubtree(OperationStatistics entry, int level, bool isLast, long parentNs)
        {
            PrintEntry(entry, level, isLast, parentNs);
            OperationStatistics[] children = opened.Add(entry.Name)
                ? [.. operations.ChildrenOf(entry.Name).Where(child => child.MaxThreadNs >= ShortestChildNs)]
                : [];
            if (children.Length == 0)
            {
                return;
            }

            long restNs = entry.MaxThreadNs - children.Sum(child => child.MaxThreadNs);
            bool hasRest = restNs > 0 && 100.0 * restNs / entry.MaxThreadNs > 5;
            bool isShared = operations.Of(entry.Name).Count > 1;
            if (isShared)
            {
                text.Write($"{new string(' ', 2 * level)}  ├─ NOTE: Shared children. Can add up to > 100%.\n");
            }

            for (int i = 0; i < children.Length; i++)
            {
                PrintSubtree(children[i], level + 1, i == children.Length - 1 && !hasRest, entry.TotalNs);
            }

            if (hasRest && !isShared)
            {
                PrintEntry(new OperationStatistics("(other)", entry.Name, restNs, restNs, restNs, 0, 1, 1), level + 1, true, entry.MaxThreadNs);
            }
        }

        private void PrintEntry(OperationStatistics entry, int level, bool isLast, long parentNs)
        {
            double ms = entry.MaxThreadNs / 1e6;
            string branch = level == 0 ? "" : isLast ? "└─ " : "├─ ";
            string nameColour = ms >= 1000 ? colours.Bold + colours.Yellow : ms >= 100 ? colours.Yellow : colours.Dim;
            string timeColour = ms >= 1000 ? colours.White : ms >= 100 ? colours.Yellow : colours.Dim;
            string name = entry.Name.Length > NameWidth ? entry.Name[..(NameWidth - 3)] + "..." : entry.Name;
            text.Write($"{new string(' ', 2 * level)}{branch}{nameColour}{Padded(name, NameWidth)}{colours.Reset}");
            if (entry.MaxThreadNs > 0)
            {
                string section = $"{colours.Magenta}[{level}] {colours.Reset}{Share(ms, parentNs, level)}   {(ms < 100 ? new string(' ', 10) : TimeAndCalls(ms, entry.Count))}";
                text.Write($"  {timeColour}{Padded(section, SectionWidth)}{colours.Reset}");
                if (ms >= 100 && entry.ThreadCount > 1)
                {
                    double deviation = Math.Floor(100 * entry.StandardDeviationNs / entry.MeanNs);
                    text.Write($"  {entry.ThreadCount} threads {TraceText.General(entry.MeanNs / 1e6)}ms average {TraceText.General(deviation)}% stddev");
                }
            }

            text.Write("\n");
        }

        private string Share(double ms, long parentNs, int level) => parentNs > 0 && level > 0
            ? $"{colours.Cyan} {Padded(Fixed(100 * ms * 1e6 / parentNs, 1), 5)}%{colours.Reset}"
            : "       ";

        private string TimeAndCalls(double ms, long count)
        {
            string time = ms >= 1000
                ? Padded($"{Fixed(ms / 1000, 2)}s", 10)
                : $"{colours.Dim}{Padded($"{Fixed(ms, 1)}ms", 10)}{colours.Reset}";
            return count > 1 ? $"{time}{colours.Dim} ({PerCall(ms / count)} x {count}){colours.Reset}" : time;
        }

        private static string PerCall(double ms) => ms switch
        {
            >= 1000 => $"{Fixed(ms / 1000, 2)} s",
            >= 1 => $"{Fixed(ms, 2)} ms",
            _ => $"{Fixed(ms * 1000, 1)} μs",
        };
    }
}
