#!/usr/bin/env python3
"""Writes the AVX-512 and AVX2 kernels of both fields: straight-line code whose order is a schedule the compiler keeps.

Usage: generate.py [--check]     writes *.Generated.cs beside this script, or fails when that would change a byte.

An element is five doubles l_0..l_4 (one per vector lane), value = sum of l_i 2^(52 i), signed; R = 2^260.
A product p = a_i b_j with |p| <= 2^103 is split exactly by two fused multiply-adds:
    h = fma_toward_zero(a, b, C)      with C = 1.5 * 2^104: the low 52 bits of h's encoding are the bits of p from 2^52 on
    l = fma(a, b, (C + 2^52) - h)     the rest of p, plus 2^52
The encodings of h and l are added as 64-bit integers to the columns i + j + 1 and i + j; the constant parts ("bias") are taken off once
per column. Reduction: four steps replace the digit t of column s by t * (2^-52 mod p) from column s + 1 on, then one Montgomery step
clears column 4 with q = t_4 * (-1/p) mod 2^52. Results: balanced digits |l_i| <= 2^51, |value| <= |a b| / 2^260 + 0.57 p.

AVX2 has no rounding mode in the instruction and no arithmetic shift of 64-bit lanes. There h rounds to nearest and l is signed, made an
integer by adding 1.5 * 2^52; and columns get 2^62 before a logical shift, whose excess of 2^10 joins the next column's bias.
"""
import os
import re
import struct
import sys

FIELDS = {
    "Bn254BaseField": ("FqKernel", 0x30644E72E131A029B85045B68181585D97816A916871CA8D3C208C16D87CFD47),
    "Bn254ScalarField": ("FrKernel", 0x30644E72E131A029B85045B68181585D2833E84879B9709143E1F593F0000001),
}
LIMBS, WIDTH = 5, 52
SPLIT = 1.5 * 2.0**104
FILLER = 4  # products that do not wait for a digit, issued between its extraction and its use


def encoding(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def signed64(value):
    value %= 1 << 64
    return value - (1 << 64) if value >= 1 << 63 else value


def balanced(value):
    digits = []
    for i in range(LIMBS):
        digit = value & ((1 << WIDTH) - 1)
        value >>= WIDTH
        if i < LIMBS - 1 and digit >= 1 << (WIDTH - 1):
            digit -= 1 << WIDTH
            value += 1
        digits.append(digit)
    assert value == 0
    return digits


LOW_BIAS = encoding(2.0**52)
HIGH_BIAS = encoding(SPLIT)


class Kernel:
    """One straight-line body for AVX-512: statements, the bias of each column, and a pipeline of products one stage apart."""

    lanes = 8
    vector = "Vector512"

    def __init__(self):
        self.lines, self.bias, self.started, self.pipe, self.count = [], {}, set(), [], 0

    def emit(self, line):
        self.lines.append(line)

    def accumulate(self, column, value):
        self.emit(f"c{column} {'+=' if column in self.started else '='} {value};")
        self.started.add(column)

    def stage(self, item):
        if isinstance(item, tuple):
            self.accumulate(*item)
        else:
            self.emit(item)

    def add_bias(self, column, value):
        self.bias[column] = self.bias.get(column, 0) + value

    def stages(self, a, b, column, h, l):
        self.add_bias(column + 1, HIGH_BIAS)
        self.add_bias(column, LOW_BIAS)
        return [
            [f"{h} = Vector512.Create(split[{(self.count - 1) % 64}]);"],
            [f"{h} = Avx512F.FusedMultiplyAdd({a}, {b}, {h}, FloatRoundingMode.ToZero);"],
            [f"{l} = rest - {h};", (column + 1, f"{h}.AsInt64()")],
            [f"{l} = Avx512F.FusedMultiplyAdd({a}, {b}, {l});"],
            [(column, f"{l}.AsInt64()")],
        ]

    def product(self, a, b, column):
        self.count += 1
        stages = self.stages(a, b, column, f"h{self.count}", f"l{self.count}")
        while len(self.pipe) < len(stages):
            self.pipe.append([])
        for i, stage in enumerate(stages):
            self.pipe[i] += stage
        for item in self.pipe.pop(0):
            self.stage(item)

    def drain(self, column=None):
        def pending():
            return self.pipe if column is None else [
                item for slot in self.pipe for item in slot if isinstance(item, tuple) and item[0] == column]
        while pending():
            for item in self.pipe.pop(0):
                self.stage(item)

    def unbias(self, column, wanted):
        self.emit(f"c{column} += {self.vector}.Create({signed64(wanted - self.bias.get(column, 0))}L);")

    def digit(self, column, target, is_balanced=True):
        self.drain(column)
        self.unbias(column, 1 << 51 if is_balanced else 0)
        self.emit(f"{target} = Avx512F.TernaryLogic(c{column}, mask, exponent, 0xEA).AsDouble() - {'middle' if is_balanced else 'bottom'};")
        self.accumulate(column + 1, f"Avx512F.ShiftRightArithmetic(c{column}, 52)")

    def addend(self):
        for j in range(LIMBS):
            self.accumulate(5 + j, f"Avx512DQ.ConvertToVector512Int64(Vector512.Load(d + {self.lanes * j}))")

    def montgomery_step(self):
        self.emit("hq = Avx512F.FusedMultiplyAdd(t4, pinv, high);")
        self.emit("q = high - hq;")
        self.emit("q = Avx512F.FusedMultiplyAdd(t4, pinv, q);")
        self.emit("hq = Avx512F.FusedMultiplyAdd(q, p0, high, FloatRoundingMode.ToPositiveInfinity);")
        self.accumulate(5, "hq.AsInt64()")
        self.bias[5] = self.bias.get(5, 0) + HIGH_BIAS
        for j in range(1, LIMBS):
            self.product("q", f"p{j}", 4 + j)

    def result(self):
        for column in range(5, 9):
            self.digit(column, f"r{column - 5}")
        self.drain()
        self.unbias(9, encoding(1.5 * 2.0**52))
        self.emit("r4 = c9.AsDouble() - middle;")


class Kernel256(Kernel):
    """The same for AVX2 with FMA: four lanes."""

    lanes = 4
    vector = "Vector256"
    low_bias = encoding(1.5 * 2.0**52)

    def stages(self, a, b, column, h, l):
        self.add_bias(column + 1, HIGH_BIAS)
        self.add_bias(column, self.low_bias)
        return [
            [f"{h} = Fma.MultiplyAdd({a}, {b}, high);"],
            [f"{l} = high - {h};", (column + 1, f"{h}.AsInt64()")],
            [f"{l} = Fma.MultiplyAdd({a}, {b}, {l});"],
            [f"{l} += middle;", (column, f"{l}.AsInt64()")],
        ]

    def carry(self, column):
        self.accumulate(column + 1, f"c{column} >>> 52")
        self.add_bias(column + 1, 1 << 10)

    def digit(self, column, target, is_balanced=True):
        self.drain(column)
        self.unbias(column, (1 << 51) + (1 << 62))
        self.emit(f"{target} = ((c{column} & mask) | exponent).AsDouble() - middle;")
        if is_balanced:
            self.carry(column)
        else:
            # The Montgomery step adds to this column once more; its digit, balanced too, is carried on after that.
            self.bias[column] = (1 << 51) + (1 << 62)

    def addend(self):
        for j in range(LIMBS):
            self.accumulate(5 + j, f"(Vector256.Load(d + {self.lanes * j}) + middle).AsInt64()")
            self.add_bias(5 + j, self.low_bias)

    def montgomery_step(self):
        self.emit("hq = Fma.MultiplyAdd(t4, pinv, high);")
        self.emit("q = high - hq;")
        self.emit("q = Fma.MultiplyAdd(t4, pinv, q);")
        for j in range(LIMBS):
            self.product("q", f"p{j}", 4 + j)
        self.drain(4)
        self.unbias(4, 1 << 62)
        self.carry(4)


def constants(p, kernel=Kernel):
    if kernel is Kernel256:
        return constants256(p)
    step = balanced(pow(2, -52, p))
    modulus = balanced(p)
    inverse = -pow(p, -1, 1 << 52) % (1 << 52)
    inverse -= (1 << 52) if inverse >= 1 << 51 else 0
    lines = [
        f"Vector512<double> rest = Vector512.Create({SPLIT + 2.0**52!r});",
        f"Vector512<double> high = Vector512.Create({SPLIT!r});",
        "Vector512<long> mask = Vector512.Create(0xFFFFFFFFFFFFFL);",
        f"Vector512<long> exponent = Vector512.Create({LOW_BIAS}L);",
        f"Vector512<double> bottom = Vector512.Create({2.0**52!r});",
        f"Vector512<double> middle = Vector512.Create({1.5 * 2.0**52!r});",
        f"Vector512<double> pinv = Vector512.Create({float(inverse)!r});",
    ]
    for j in range(LIMBS):
        lines.append(f"Vector512<double> m{j} = Vector512.Create({float(step[j])!r}), p{j} = Vector512.Create({float(modulus[j])!r});")
    return lines


def constants256(p):
    skipped = ("rest", "bottom")
    lines = [line.replace("Vector512", "Vector256") for line in constants(p)]
    return [line for line in lines if line.split()[1] not in skipped]


def declarations(lines, vector="Vector512"):
    names = {re.match(r"(\w+) \+?= ", line).group(1) for line in lines}
    doubles = sorted(name for name in names if name[0] != "c")
    out, row = [], []
    for name in doubles:
        row.append(name)
        if len(row) == 24:
            out.append(f"{vector}<double> {', '.join(row)};")
            row = []
    if row:
        out.append(f"{vector}<double> {', '.join(row)};")
    return out


def columns():
    return [(i, k - i, k) for k in range(9) for i in range(LIMBS) if 0 <= k - i < LIMBS]


def product_body(kind, square, add):
    kernel = kind()
    waiting = []
    for i, j, k in columns():
        if not square:
            waiting.append((f"a{i}", f"b{j}", k))
        elif i <= j:
            waiting.append((f"a{i}" if i == j else f"d{i}", f"a{j}", k))
    if square:
        for i in range(4):
            kernel.emit(f"d{i} = a{i} + a{i};")

    def issue(condition, limit=99):
        chosen = [item for item in waiting if condition(item)][:limit]
        for item in chosen:
            waiting.remove(item)
            kernel.product(*item)

    for s in range(4):
        issue(lambda item: item[2] <= s)
        kernel.digit(s, f"t{s}")
        issue(lambda item: True, FILLER)
        for j in range(LIMBS):
            kernel.product(f"t{s}", f"m{j}", s + 1 + j)
    issue(lambda item: item[2] <= 4)
    kernel.digit(4, "t4", is_balanced=False)
    issue(lambda item: True)
    if add:
        kernel.addend()
    kernel.montgomery_step()
    kernel.result()
    return kernel


def method(name, summary, parameters, head, body, tail):
    out = [f"    /// <inheritdoc/>", f"    /// <remarks>{summary}</remarks>"]
    out.append("    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]")
    out.append(f"    public static void {name}({parameters})")
    out.append("    {")
    out += [f"        {line}" for line in head + body + tail]
    out.append("    }")
    return out


def split_line(kind):
    return ["double* split = VectorConstants.Split;"] if kind is Kernel else []


def product_method(kind, name, p, square, add):
    kernel = product_body(kind, square, add)
    vector, lanes = kind.vector, kind.lanes
    head = constants(p, kind) + split_line(kind)
    for j in range(LIMBS):
        head.append(f"{vector}<double> a{j} = {vector}.Load(a + {lanes * j});")
        if not square:
            head.append(f"{vector}<double> b{j} = {vector}.Load(b + {lanes * j});")
    head += declarations(kernel.lines, vector)
    head.append(f"{vector}<long> c0, c1, c2, c3, c4, c5, c6, c7, c8, c9;")
    tail = [f"{vector}.Store(r{j}, r + {lanes * j});" for j in range(LIMBS)]
    parameters = "double* r, double* a" + ("" if square else ", double* b") + (", double* d" if add else "")
    summary = ("a^2" if square else "a b") + " / 2^260" + (" + d" if add else "") + "."
    return method(name, summary, parameters, head, kernel.lines, tail)


def dot_method(kind, p):
    vector, lanes = kind.vector, kind.lanes
    body = kind()
    body.started = set(range(10))
    for i, j, k in columns():
        body.product(f"a{i}", f"b{j}", k)
    body.drain()
    reduction = kind()
    reduction.started = set(range(10))
    for s in range(4):
        reduction.digit(s, f"t{s}")
        for j in range(LIMBS):
            reduction.product(f"t{s}", f"m{j}", s + 1 + j)
    reduction.digit(4, "t4", is_balanced=False)
    reduction.montgomery_step()
    reduction.result()
    head = constants(p, kind) + split_line(kind) + declarations(body.lines + reduction.lines, vector)
    for k in range(10):
        head.append(f"{vector}<long> c{k} = {vector}.Create(count * {signed64(-body.bias.get(k, 0))}L);")
    loop = ["for (long n = 0; n < count; n++)", "{"]
    for j in range(LIMBS):
        loop.append(f"    {vector}<double> a{j} = {vector}.Load(a + {lanes * j}), b{j} = {vector}.Load(b + {lanes * j});")
    loop += ["    " + line for line in body.lines] + [f"    a += {LIMBS * lanes};", f"    b += {LIMBS * lanes};", "}"]
    tail = [f"{vector}.Store(r{j}, r + {lanes * j});" for j in range(LIMBS)]
    return method("Dot", "sum of a_n b_n / 2^260; 10 accumulators, one reduction.",
                  "double* r, double* a, double* b, long count", head, loop + reduction.lines, tail)


def forwarding(lanes, name):
    """Members that hand over to the packing of the instruction set."""
    packing = f"Packing{64 * lanes}"
    members = [
        ("LoadUnsigned", "ulong* source, double* block, [ConstantExpected] int shift", "source, block, shift", ""),
        ("LoadBalanced", "ulong* source, double* block", "source, block", ""),
        ("LoadPairs", "ulong* source, double* first, double* second", "source, first, second", ""),
        ("Store", "double* block, ulong* destination, [ConstantExpected] int reductions", "block, destination, reductions", f"<{name}>"),
        ("StoreInOrder", "double* block, ulong* destination, [ConstantExpected] int reductions", "block, destination, reductions", f"<{name}>"),
        ("Broadcast", "in UInt256 value, double* block", "value, block", ""),
        ("Subtract", "double* block, double* other", "block, other", ""),
        ("ReplaceZeros", "double* tested, double* block, double* other", "tested, block, other", ""),
    ]
    out = ["    /// <inheritdoc/>", f"    public static int Lanes => {lanes};", ""]
    for member, parameters, arguments, generic in members:
        out += [
            "    /// <inheritdoc/>",
            "    [MethodImpl(MethodImplOptions.AggressiveInlining)]",
            f"    public static void {member}({parameters}) => {packing}.{member}{generic}({arguments});",
            "",
        ]
    return out


def source(kind, parameters, name, p):
    out = [
        "// <auto-generated>Written by generate.py beside this file; edit that.</auto-generated>",
        "using System.Diagnostics.CodeAnalysis;",
        "using System.Runtime.CompilerServices;",
        "using System.Runtime.Intrinsics;",
        "using System.Runtime.Intrinsics.X86;",
        "",
        "namespace Chonk.Prover.Fields.Vector;",
        "",
        f"/// <summary>Products of {parameters}, {'eight' if kind is Kernel else 'four'} at once, by fused multiply-adds of doubles.</summary>",
        f"internal readonly unsafe struct {name} : {'IKernel512' if kind is Kernel else 'IVectorKernel'}",
        "{",
    ]
    digits = [(p >> (WIDTH * i)) & ((1 << WIDTH) - 1) for i in range(LIMBS)]
    inverse = -pow(p, -1, 4) % 4
    for i in range(LIMBS):
        out += ["    /// <inheritdoc/>", f"    public static long P{i} => {digits[i]}L;", ""]
    if kind is Kernel:
        for i in range(LIMBS):
            out += ["    /// <inheritdoc/>", f"    public static double B{i} => {float(balanced(p)[i])!r};", ""]
        out += ["    /// <inheritdoc/>", f"    public static double InverseTop => {2.0**208 / p!r};", ""]
        out += ["    /// <inheritdoc/>", f"    public static long NegatedInverseMod4 => {inverse};", ""]
    out += forwarding(kind.lanes, name)
    methods = [product_method(kind, "Multiply", p, False, False), product_method(kind, "MultiplyAdd", p, False, True)]
    if kind is Kernel:
        methods += [product_method(kind, "Square", p, True, False), product_method(kind, "SquareAdd", p, True, True)]
    methods.append(dot_method(kind, p))
    for i, lines in enumerate(methods):
        out += ([""] if i else []) + lines
    out.append("}")
    return "\n".join(out) + "\n"


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    changed = False
    for parameters, (prefix, p), kind in [(*field, kind) for field in FIELDS.items() for kind in (Kernel, Kernel256)]:
        name = f"{prefix}{64 * kind.lanes}"
        path = os.path.join(folder, name + ".Generated.cs")
        text = source(kind, parameters, name, p)
        if "--check" in sys.argv:
            same = os.path.exists(path) and open(path, encoding="utf-8", newline="").read() == text
            if not same:
                print(f"{path} differs from what generate.py writes")
                changed = True
        else:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
