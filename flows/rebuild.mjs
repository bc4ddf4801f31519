// node flows/rebuild.mjs FLOW_DIR [--check]
//
// Compiles the circuits of a flow, solves their witnesses, asks the reference prover for the verification keys and writes
// FLOW_DIR/ivc-inputs.msgpack and FLOW_DIR/expected.json. With --check nothing is written: exit 1 if a byte would change.
// FLOW_DIR/flow.mjs names the steps. Development time only; CHONK_ORACLE says where compiler and reference prover are
// (README.md).
import { execFileSync, spawnSync } from 'child_process';
import crypto from 'crypto';
import fs from 'fs';
import { createRequire } from 'module';
import os from 'os';
import path from 'path';
import { pathToFileURL } from 'url';
import zlib from 'zlib';

const oracle = process.env.CHONK_ORACLE ?? path.join(os.homedir(), '.cache/chonk-oracle');
const require = createRequire(path.join(oracle, 'npm/package.json'));
const { compile_program, createFileManager } = require('@noir-lang/noir_wasm');
const { Noir } = require('@noir-lang/noir_js');
const { Encoder, Unpackr } = require('msgpackr');

const flow = path.resolve(process.argv[2] ?? '.');
const check = process.argv.includes('--check');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'chonk-flow-'));
const environment = { ...process.env, CRS_PATH: `${oracle}/crs`, HARDWARE_CONCURRENCY: '1' };
const compiled = new Map();

// The ACIR artifact of FLOW_DIR/circuits/NAME.
async function compile(name) {
  if (!compiled.has(name)) {
    const manager = createFileManager(path.join(flow, 'circuits', name));
    const result = await compile_program(manager, undefined, () => {}, () => {});
    const program = result.program ?? result;
    const file = path.join(scratch, `${name}.json`);
    fs.writeFileSync(file, JSON.stringify(program));
    compiled.set(name, { program, file });
  }
  return compiled.get(name);
}

// Runs FLOW_DIR/circuits/NAME; gives { witness, returnValue }.
async function execute(name, inputs) {
  return new Noir((await compile(name)).program).execute(inputs);
}

function reference(...args) {
  return execFileSync(`${oracle}/bb`, args, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

function verificationKey(name, file) {
  const out = path.join(scratch, `key-${name}`);
  fs.mkdirSync(out, { recursive: true });
  reference('write_vk', '--scheme', 'chonk', '-b', file, '-o', out, '-c', `${oracle}/crs`);
  return fs.readFileSync(path.join(out, 'vk'));
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

// How often each kind of opcode occurs in the program's first function.
function opcodeCounts(bytecode) {
  const program = new Unpackr({ mapsAsObjects: true, useRecords: false }).unpack(zlib.gunzipSync(bytecode).subarray(1));
  const counts = {};
  for (const opcode of program[0][0][1]) {
    const [kind, payload] = Object.entries(opcode)[0];
    const name = kind === 'BlackBoxFuncCall' ? Object.keys(payload)[0] : kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const hex = bytes => Buffer.from(bytes).toString('hex');
const sha256 = bytes => crypto.createHash('sha256').update(bytes).digest('hex');

const { default: listSteps } = await import(pathToFileURL(path.join(flow, 'flow.mjs')));
const steps = [], circuits = [];
for (const { functionName, circuit, inputs } of await listSteps(execute)) {
  const { program, file } = await compile(circuit);
  const bytecode = Buffer.from(program.bytecode, 'base64');
  const witness = Buffer.from((await execute(circuit, inputs)).witness);
  const vk = verificationKey(circuit, file);
  const elements = Array.from({ length: vk.length / 32 }, (_, i) => '0x' + hex(vk.subarray(32 * i, 32 * i + 32)));
  steps.push({ bytecode, witness, vk, functionName });
  circuits.push({
    functionName,
    circuit,
    ...gateCounts(file),
    logSize: Number(elements[0]),
    publicInputCount: Number(elements[1]),
    publicInputOffset: Number(elements[2]),
    vkSha256: sha256(vk),
    vkHash: (await execute('key_hash', { key: elements })).returnValue,
    opcodes: opcodeCounts(bytecode),
  });
}

const bytes = new Encoder({ useRecords: false, variableMapSize: true }).encode(steps);
const expected = {
  origin: 'bb 5.0.0 (write_vk, gates --scheme chonk) under the development SRS; Noir ' + [...compiled.values()][0].program.noir_version,
  command: `node flows/rebuild.mjs flows/${path.basename(flow)}`,
  inputsSha256: sha256(bytes),
  circuits,
};
const outputs = { 'ivc-inputs.msgpack': bytes, 'expected.json': Buffer.from(JSON.stringify(expected, null, 2) + '\n') };
let changed = false;
for (const [name, content] of Object.entries(outputs)) {
  const file = path.join(flow, name);
  const same = fs.existsSync(file) && fs.readFileSync(file).equals(content);
  changed ||= !same;
  if (!check && !same) {
    fs.writeFileSync(`${file}.partial`, content);
    fs.renameSync(`${file}.partial`, file);
  }
  console.log(`${name}: ${content.length} bytes, ${same ? 'unchanged' : check ? 'DIFFERS' : 'written'}`);
}
fs.rmSync(scratch, { recursive: true });
process.exit(check && changed ? 1 : 0);
