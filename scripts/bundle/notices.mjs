// THIRD-PARTY-NOTICES: the licence of every package of which code is in a bundle, as the bundler saw it.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "THIRD-PARTY-NOTICES";
const LICENCE = /^(licen[cs]e|copying)(\.|-|$)/i;
const RULE = "-".repeat(80);

/**
 * @param {string} root
 * @param {readonly import("esbuild").Metafile[]} metafiles
 */
export function writeNotices(root, metafiles) {
  const folders = packageFolders(metafiles);
  const parts = [...new Set(folders.map((folder) => notice(root, folder)))].sort();
  const head =
    "Portolan includes code of the packages below, each under its own licence.\n" +
    "This file is written by the production build.\n";
  writeIfChanged(join(root, FILE), [head, ...parts].join(`\n${RULE}\n\n`));
}

/** @param {readonly import("esbuild").Metafile[]} metafiles */
function packageFolders(metafiles) {
  const inputs = metafiles.flatMap((metafile) =>
    Object.values(metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs).filter(([, input]) => input.bytesInOutput > 0),
    ),
  );
  const folders = inputs.map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

/** @param {string} root @param {string} folder */
function notice(root, folder) {
  const about = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const name = readdirSync(join(root, folder)).find((file) => LICENCE.test(file));
  if (name === undefined) throw new Error(`${about.name} is bundled and has no licence file`);
  const text = readFileSync(join(root, folder, name), "utf8")
    .replaceAll("\r\n", "\n")
    .trim();
  return `${about.name} (${about.license})\n\n${text}\n`;
}

/** @param {string} path @param {string} text */
function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  writeFileSync(path, text);
}
