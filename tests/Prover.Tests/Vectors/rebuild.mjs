// node tests/Prover.Tests/Vectors/rebuild.mjs [--check] [NAME ...]
//
// Makes programs/NAME/program.json from programs/NAME/main.nr: ACIR bytecode by the Noir compiler, a witness by noir_js (inputs stand in
// the second line of main.nr), verification key and gate count by the reference prover. With --check nothing is written:
// exit 1 if a byte would change. Development time only; CHONK_ORACLE as in flows/README.md.
import { execFileSync, spawnSync } from 'child_process';
import fs from 'fs';
import { createRequire } from 'module';
import os from 'os';
import path from 'path';
import { fileURLToPath } from 'url';
import zlib from 'zlib';

const oracle = process.env.CHONK_ORACLE ?? path.join(os.homedir(), '.cache/chonk-oracle');
const require = createRequire(path.join(oracle, 'npm/package.json'));
const { compile_program, createFileManager } = require('@noir-lang/noir_wasm');
const { Noir } = require('@noir-lang/noir_js');
const { Unpackr } = require('msgpackr');

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs');
const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
const names = wanted.length ? wanted : fs.readdirSync(root).sort();
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'chonk-vectors-'));
const environment = { ...process.env, CRS_PATH: `${oracle}/crs`, HARDWARE_CONCURRENCY: '1' };
// The compiler reports every package it reads; only its errors matter here.
console.debug = () => {};
const quiet = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => (String(text).startsWith('Compiling at ') ? true : quiet(text, ...rest));

function reference(...args) {
  return execFileSync(`${oracle}/bb`, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}

// Gates of the circuit, and of each block of its trace (the summary on stderr; blocks without gates are left out).
function gateCounts(file) {
  const run = spawnSync(`${oracle}/bb`, ['gates', '--scheme', 'chonk', '-b', file], { env: environment });
  if (run.status !== 0) {
    throw new Error(run.stderr.toString());
  }
  const blocks = [...run.stderr.toString().matchAll(/^(\w+) *: (\d+) \(mem/gm)].map(([, name, count]) => [name, Number(count)]);
  return { gateCount: JSON.parse(run.stdout).functions[0].circuit_size, blocks: Object.fromEntries(blocks.filter(([, count]) => count > 0)) };
}

// A Noir package around main.nr, compiled.
async function compile(name, source) {
  const folder = path.join(scratch, name);
  fs.mkdirSync(path.join(folder, 'src'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'Nargo.toml'), `[package]\nname = "${name}"\ntype = "bin"\nauthors = [""]\n\n[dependencies]\n`);
  fs.writeFileSync(path.join(folder, 'src/main.nr'), source);
  const result = await compile_program(createFileManager(folder), undefined, () => {}, () => {});
  return result.program ?? result;
}

// How often each kind of opcode occurs in all functions of the program.
function opcodeCounts(bytecode) {
  const program = new Unpackr({ mapsAsObjects: true, useRecords: false }).unpack(zlib.gunzipSync(bytecode).subarray(1));
  const counts = {};
  for (const opcode of program[0].flatMap(f => f[1])) {
    const [kind, payload] = Object.entries(opcode)[0];
    const key = kind === 'BlackBoxFuncCall' ? Object.keys(payload)[0] : kind;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function describe(name) {
  const source = fs.readFileSync(path.join(root, name, 'main.nr'), 'utf8');
  const inputs = JSON.parse(source.split('\n')[1].replace('// inputs: ', ''));
  const program = await compile(name, source);
  const file = path.join(scratch, name, 'program.json');
  fs.writeFileSync(file, JSON.stringify(program));
  const { witness } = await new Noir(program).execute(inputs);
  const out = path.join(scratch, name, 'key');
  fs.mkdirSync(out);
  reference('write_vk', '--scheme', 'chonk', '-b', file, '-o', out, '-c', `${oracle}/crs`);
  const vk = fs.readFileSync(path.join(out, 'vk'));
  const element = index => Number(BigInt('0x' + vk.subarray(32 * index, 32 * index + 32).toString('hex')));
  return {
    name,
    ...gateCounts(file),
    logSize: element(0),
    publicInputCount: element(1),
    publicInputOffset: element(2),
    opcodes: opcodeCounts(Buffer.from(program.bytecode, 'base64')),
    bytecode: program.bytecode,
    witness: Buffer.from(witness).toString('base64'),
    // A key is mostly zero where its columns are, so it is kept as base64 of its gzip.
    vk: zlib.gzipSync(vk, { level: 9 }).toString('base64'),
  };
}

let failed = false;
for (const name of names) {
  try {
    const description = await describe(name);
    const content = JSON.stringify(description, null, 1) + '\n';
    const file = path.join(root, name, 'program.json');
    const same = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === content;
    if (!same && !check) {
      fs.writeFileSync(file, content);
    }
    failed ||= check && !same;
    console.log(`${same ? 'same   ' : check ? 'DIFFERS' : 'written'} ${name}: ${description.gateCount} gates, 2^${description.logSize} rows, ${JSON.stringify(description.opcodes)}`);
  } catch (error) {
    failed = true;
    console.log(`FAILED  ${name}: ${String(error.stderr ?? error.message ?? error).trim().split('\n').slice(-3).join(' | ')}`);
  }
}
fs.rmSync(scratch, { recursive: true });
process.exit(failed ? 1 : 0);
