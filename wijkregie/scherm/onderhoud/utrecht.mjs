// SPDX-License-Identifier: EUPL-1.2
// Makes static/scherm/css/utrecht.css: the Utrecht component CSS, without what our templates do not use. For maintainers only; see LEESMIJ.md.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(resolve(process.argv[2] ?? "."), "package.json"));
const { PurgeCSS } = require("purgecss");
const esbuild = require("esbuild");

const scherm = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const pakket = "@utrecht/component-library-css";
const map = dirname(require.resolve(`${pakket}/package.json`));
const versie = JSON.parse(readFileSync(join(map, "package.json"), "utf8")).version;
const bron = readFileSync(join(map, "dist/index.css"), "utf8");
const som = (tekst) => createHash("sha256").update(tekst).digest("hex");

const sjablonen = readdirSync(join(scherm, "templates"), { recursive: true }).filter((n) => n.endsWith(".html"));
// Only class names count: a word of a text or an element must not keep a rule.
const klassen = new Set(sjablonen.flatMap((n) => readFileSync(join(scherm, "templates", n), "utf8").match(/utrecht-[a-z0-9-]+/g) ?? []));
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: [...klassen].join(" "), extension: "txt" }],
  css: [{ raw: bron }],
  extractors: [{ extensions: ["txt"], extractor: (t) => t.split(" ") }],
  keyframes: true,
});
const { code } = await esbuild.transform(css, { loader: "css", minify: true, legalComments: "none" });
const schoon = code.replace(/@charset "UTF-8";|@supports[^{]*\{\}/g, "").trim();
writeFileSync(
  join(scherm, "static/scherm/css/utrecht.css"),
  `/* ${pakket} ${versie}, EUPL-1.2, copyright Community for NL Design System; licence text in UTRECHT-LICENTIE.md.\n` +
    `   Reduced by onderhoud/utrecht.mjs to the classes that templates use; do not edit. sha256 of the source: ${som(bron)} */\n${schoon}\n`,
);
writeFileSync(join(scherm, "static/scherm/css/UTRECHT-LICENTIE.md"), readFileSync(join(map, "LICENSE.md")));
console.log(`${klassen.size} classes, ${schoon.length} bytes, sha256 ${som(schoon)}`);
