// node manifests/check.js FOLDER: checks rendered manifests, FOLDER/<overlay>/*.yaml being all that one cluster gets.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "./faults.js";
import { drainSeconds, neighbours, queues } from "./services.js";

const folder = process.argv[2];
let documents = 0;
let found = 0;
for (const overlay of readdirSync(folder)) {
  const texts = readdirSync(join(folder, overlay)).map((file) => readFileSync(join(folder, overlay, file), "utf8"));
  const { count, faults } = await faultsOf(texts.join("\n---\n"), { queues: queues(), neighbours: neighbours(), drainSeconds: drainSeconds() });
  documents += count;
  found += faults.length;
  for (const fault of faults) console.error(`${overlay}: ${fault}`);
}
console.log(`${documents} manifests, ${found} faults`);
process.exitCode = found ? 1 : 0;
