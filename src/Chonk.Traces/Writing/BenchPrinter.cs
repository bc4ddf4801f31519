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
    private const string Bold = "\e[1m";
    private const string Cyan = "\e[36m";
    private const string Dim = "\e[2m";
    private const string Green = "\e[32m";
    private const string Magenta = "\e[35m";
    private const string Red = "\e[31m";
    private const string Reset = "\e[0m";
    private const string White = "\e[37m";
    private const string Yellow = "\e[33m";
    private const long ShortestChildNs = 500_000;
    private const int LineWidth = 108;
    private const int NameWidth = 80;
    private const int SectionWidth = 40;

    /// <summary>Prints a run's operations.</summary>
    public static void Print(OperationTable operations, TextWriter text)
    {
        if (operations.Entries.Count == 0)
        {
            text.Write("No benchmark data collected\n");
            return;
        }

        text.Write("\n");
        PrintRule(text, '═');
        text.Write($"{Bold}  Benchmark Results{Reset}\n");
        PrintRule(text, '═');
        new Tree(operations, text).Print();
        PrintRule(text, '─');
        PrintTotal(operations, text);
        PrintRule(text, '═');
        text.Write("\n");
    }

    private static void PrintRule(TextWriter text, char line) => text.Write($"{Bold}{Cyan}{new string(line, LineWidth)}{Reset}\n");

    private static void PrintTotal(OperationTable operations, TextWriter text)
    {
        int shared = operations.Names.Count(name => operations.Of(name).Count > 1);
        double ms = operations.ChildrenOf(null).Select(root => root.MaxThreadNs).DefaultIfEmpty().Max() / 1e6;
        text.Write($"  {Bold}Total: {Reset}{Magenta}{operations.Names.Count} functions{Reset}");
        text.Write(shared > 0 ? $" ({Red}{shared} shared{Reset})" : "");
        text.Write($", {Green}{operations.Entries.Sum(entry => entry.Count)} measurements{Reset}, {Yellow}");
        text.Write(ms >= 1000 ? $"{Fixed(ms / 1000, 2)} seconds" : $"{Fixed(ms, 2)} ms");
        text.Write($"{Reset}\n");
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString(decimals == 2 ? "F2" : "F1", CultureInfo.InvariantCulture);

    /// <summary>Pads to a number of UTF-8 bytes, as a C++ stream does.</summary>
    private static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Encoding.UTF8.GetByteCount(text)));

    private sealed class Tree(OperationTable operations, TextWriter text)
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
            string nameColour = ms >= 1000 ? Bold + Yellow : ms >= 100 ? Yellow : Dim;
            string timeColour = ms >= 1000 ? White : ms >= 100 ? Yellow : Dim;
            string name = entry.Name.Length > NameWidth ? entry.Name[..(NameWidth - 3)] + "..." : entry.Name;
            text.Write($"{new string(' ', 2 * level)}{branch}{nameColour}{Padded(name, NameWidth)}{Reset}");
            if (entry.MaxThreadNs > 0)
            {
                string section = $"{Magenta}[{level}] {Reset}{Share(ms, parentNs, level)}   {(ms < 100 ? new string(' ', 10) : TimeAndCalls(ms, entry.Count))}";
                text.Write($"  {timeColour}{Padded(section, SectionWidth)}{Reset}");
                if (ms >= 100 && entry.ThreadCount > 1)
                {
                    double deviation = Math.Floor(100 * entry.StandardDeviationNs / entry.MeanNs);
                    text.Write($"  {entry.ThreadCount} threads {TraceText.General(entry.MeanNs / 1e6)}ms average {TraceText.General(deviation)}% stddev");
                }
            }

            text.Write("\n");
        }

        private static string Share(double ms, long parentNs, int level) => parentNs > 0 && level > 0
            ? $"{Cyan} {Padded(Fixed(100 * ms * 1e6 / parentNs, 1), 5)}%{Reset}"
            : "       ";

        private static string TimeAndCalls(double ms, long count)
        {
            string time = ms >= 1000
                ? Padded($"{Fixed(ms / 1000, 2)}s", 10)
                : $"{Dim}{Padded($"{Fixed(ms, 1)}ms", 10)}{Reset}";
            return count > 1 ? $"{time}{Dim} ({PerCall(ms / count)} x {count}){Reset}" : time;
        }

        private static string PerCall(double ms) => ms switch
        {
            >= 1000 => $"{Fixed(ms / 1000, 2)} s",
            >= 1 => $"{Fixed(ms, 2)} ms",
            _ => $"{Fixed(ms * 1000, 1)} μs",
        };
    }
}
