// What a build must prove of its bundles: the analysis needs no platform, and our own code stays small.

/**
 * Bundles the analysis for a browser, writing nothing. A Node built-in anywhere in it cannot be resolved there.
 * @param {typeof import("esbuild")} esbuild
 * @param {string} root
 */
export async function checkPurity(esbuild, root) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["server/src/core/analysis.ts"],
    bundle: true,
    platform: "browser",
    format: "esm",
    write: false,
    outfile: "analysis.js",
    metafile: true,
    logLevel: "warning",
  });
  const outside = Object.values(metafile.outputs).flatMap((output) =>
    output.imports.map((item) => item.path),
  );
  if (outside.length > 0) throw new Error(`server/src/core is not pure, it needs: ${outside.join(", ")}`);
}

/**
 * @param {{ out: string, budget: number }} bundle
 * @param {import("esbuild").Metafile | undefined} metafile
 */
export function measure(bundle, metafile) {
  const output = metafile?.outputs[bundle.out];
  if (output === undefined) throw new Error(`the build reported nothing of ${bundle.out}`);
  const own = Object.entries(output.inputs)
    .filter(([path]) => !path.includes("node_modules/"))
    .reduce((sum, [, input]) => sum + input.bytesInOutput, 0);
  const line = `${bundle.out.padEnd(16)} ${kb(output.bytes)} in all, ${kb(own)} our own (budget ${bundle.budget} KB)`;
  return { line, over: own > bundle.budget * 1024 };
}

/** @param {number} bytes */
function kb(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
}
