import { parseAllDocuments } from "yaml";
import { ruleFaults } from "./rules.js";
import { schemaFaults } from "./schemas.js";

/** All faults of the manifests in a text. The rules are asked only where every document is what it claims to be. */
export async function faultsOf(text, settings) {
  const faults = [];
  const documents = [];
  for (const parsed of parseAllDocuments(text, { uniqueKeys: true })) {
    faults.push(...parsed.errors.map(({ message }) => message));
    const document = parsed.toJS();
    if (document) documents.push(document);
  }
  for (const document of documents) {
    const said = await schemaFaults(document);
    faults.push(...said.map((fault) => `${document.kind}/${document.metadata?.name}: ${fault}`));
  }
  if (!faults.length) faults.push(...ruleFaults(documents, settings));
  return { count: documents.length, faults };
}
