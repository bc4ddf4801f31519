// The steps of this flow: which circuit runs in which order on which inputs. All inputs are derived from constants, so
// that rebuilding gives the same bytes.
import crypto from 'crypto';

const MERKLE_DEPTH = 32;

// A reproducible stream of integers below 2^bits.
function stream(label) {
  let counter = 0;
  return bits => {
    const digest = crypto.createHash('sha256').update(`${label}/${counter++}`).digest('hex');
    return BigInt('0x' + digest) & ((1n << BigInt(bits)) - 1n);
  };
}

const text = value => (Array.isArray(value) ? value.map(text) : '0x' + BigInt(value).toString(16));
const record = object => Object.fromEntries(Object.entries(object).map(([k, v]) => [k, text(v)]));

// A sparse tree with the given leaves (index -> value): its root and the siblings on the way to each leaf.
async function merkleTree(compress, leaves) {
  let empty = '0x0';
  let level = new Map(leaves.map(([index, value]) => [index, text(value)]));
  const cursors = leaves.map(([index]) => ({ index, at: index, siblings: [] }));
  for (let depth = 0; depth < MERKLE_DEPTH; depth++) {
    const node = index => level.get(index) ?? empty;
    for (const cursor of cursors) {
      cursor.siblings.push(node(cursor.at ^ 1n));
      cursor.at >>= 1n;
    }
    const parents = new Map();
    for (const index of new Set([...level.keys()].map(i => i >> 1n))) {
      parents.set(index, await compress(node(2n * index), node(2n * index + 1n)));
    }
    level = parents;
    empty = await compress(empty, empty);
  }
  return { root: level.get(0n), paths: cursors.map((c, i) => ({ leaf: text(leaves[i][1]), index: text(c.index), siblings: c.siblings })) };
}

async function membership(compress, label) {
  const next = stream(label);
  return merkleTree(compress, Array.from({ length: 3 }, () => [next(32), next(253)]));
}

async function spend(compress) {
  const next = stream('spend');
  const secret = text(next(253));
  const owner = await compress(secret, '0x1');
  const note = (who, asset, value) => ({ owner: who, asset: text(asset), value: text(value), salt: text(next(128)) });
  const assets = [3, 7, 3, 15, 0, 7, 3, 0];
  const inputs = assets.map(asset => ({ asset, value: next(40) }));
  const totals = new Map();
  for (const { asset, value } of inputs) totals.set(asset, (totals.get(asset) ?? 0n) + value);
  const fee = 12345n;
  totals.set(7, totals.get(7) - fee);
  const memo = Array.from({ length: 64 }, () => next(8));
  const supply = next(126) + (1n << 126n);
  return {
    secret,
    inputs: inputs.map(({ asset, value }) => note(owner, asset, value)),
    outputs: [...totals].map(([asset, value]) => note(text(next(253)), asset, value)),
    is_frozen: Array(8).fill(false),
    ...record({
      memo,
      memo_checksum: memo.reduce((a, b) => (a + b) & 255n),
      fee_asset: 7,
      fee,
      fee_rates: Array.from({ length: 12 }, () => next(14)),
      supply,
      minted: next(126),
    }),
  };
}

function quote() {
  const next = stream('quote');
  return record({
    start: next(8),
    steps: Array.from({ length: 96 }, () => next(8)),
    book: Array.from({ length: 64 }, () => next(200)),
    classes: Array.from({ length: 96 }, () => next(6)),
  });
}

function settlement() {
  const next = stream('settlement');
  const order = () => record({ owner: next(253), price: next(20), amount: next(32), flags: next(8), permissions: next(32), tie_breaker: next(64) });
  return { orders: Array.from({ length: 16 }, order), ...record({ clearing_price: 1 << 19, session_key: next(64), venue_mask: next(32) }) };
}

export default async function steps(execute) {
  const compress = async (left, right) => (await execute('tree_hash', { left, right })).returnValue;
  return [
    { functionName: 'MerkleMembership:prove_membership', circuit: 'merkle_membership', inputs: await membership(compress, 'membership/0') },
    { functionName: 'NoteSpend:spend', circuit: 'note_spend', inputs: await spend(compress) },
    { functionName: 'TariffQuote:quote', circuit: 'tariff_quote', inputs: quote() },
    { functionName: 'OrderSettlement:settle', circuit: 'order_settlement', inputs: settlement() },
    { functionName: 'MerkleMembership:prove_membership', circuit: 'merkle_membership', inputs: await membership(compress, 'membership/1') },
  ];
}
