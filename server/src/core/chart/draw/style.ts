/**
 * The stylesheet of a drawing, for files and for the webview alike. It speaks of colours by name only (`--chart-…`): a file
 * binds them to print/themes.ts, the webview to the editor's theme. What is broken, unknown or meant is said by the pattern of
 * the line, a mark and words first; colour comes on top.
 */
import { TEXT, type TextStyle } from "../measure.ts";
import { ROOT } from "./classes.ts";

const FACES = {
  sans: "var(--chart-sans)",
  mono: "var(--chart-mono)",
} as const;

/** Colours, and the two typefaces, that a theme gives. */
export const CHART_PROPERTIES = [
  ...["ground", "band", "band-line", "card", "line", "rule", "text", "quiet", "edge", "accent"],
  ...["error", "warning", "information", "unknown", "ready", "on-badge"],
  ...["outside", "entry", "route", "service", "workload"],
  ...["sans", "mono"],
] as const;

export const CHART_STYLE = `
.${ROOT}{${type("subtitle")}}
.${ROOT} text{fill:var(--chart-text);white-space:pre;unicode-bidi:isolate;direction:ltr}
.${ROOT} path{fill:none}
.${ROOT} .band-box{fill:var(--chart-band);stroke:var(--chart-band-line)}
.${ROOT} .shelf-box{fill:none;stroke:var(--chart-band-line);stroke-dasharray:2 4}
.${ROOT} .twist{fill:var(--chart-quiet)}
.${ROOT} .band-title{${type("band")}}
.${ROOT} .band-summary,.${ROOT} .shelf{${type("subtitle")};fill:var(--chart-quiet)}
.${ROOT} .band-title,.${ROOT} .band-summary{stroke:var(--chart-band);stroke-width:4px;paint-order:stroke}
.${ROOT} .column-title{${type("column")};fill:var(--chart-quiet)}
.${ROOT} .box{fill:var(--chart-card);stroke:var(--chart-line)}
.${ROOT} .rule{stroke:var(--chart-rule)}
.${ROOT} .bar{fill:var(--family)}
.${ROOT} .glyph,.${ROOT} .cloud{stroke:var(--family);stroke-width:1.25;stroke-linecap:round;stroke-linejoin:round}
.${ROOT} .cloud{fill:var(--chart-card);vector-effect:non-scaling-stroke}
.${ROOT} .title{${type("title")}}
.${ROOT} .subtitle{${type("subtitle")};fill:var(--chart-quiet)}
.${ROOT} .row{${type("row")}}
.${ROOT} .shape-pill .title{font-size:12px}
.${ROOT} .handle{fill:var(--chart-card);stroke:var(--chart-edge)}
${families()}
.${ROOT} .is-missing .box{stroke:var(--chart-error);stroke-dasharray:5 3;fill:var(--chart-band)}
.${ROOT} .is-missing .title{fill:var(--chart-error)}
.${ROOT} .is-missing{--family:var(--chart-error)}
.${ROOT} .is-unknown .box{stroke:var(--chart-unknown);stroke-dasharray:1.5 3;stroke-linecap:round;fill:var(--chart-band)}
.${ROOT} .card.is-unknown{--family:var(--chart-unknown)}
.${ROOT} .readiness{stroke-width:1.5}
.${ROOT} .readiness.is-ready{fill:var(--chart-ready);stroke:var(--chart-ready)}
.${ROOT} .readiness.is-none{fill:none;stroke:var(--chart-error)}
.${ROOT} .readiness.is-unknown{fill:none;stroke:var(--chart-unknown);stroke-dasharray:1.5 1.5}
${tones()}
.${ROOT} .count{font-size:10px;font-weight:600;fill:var(--chart-on-badge)}
.${ROOT} .badge.is-information .badge-box{fill:var(--chart-card);stroke:var(--tone)}
.${ROOT} .badge.is-information .count{fill:var(--tone)}
.${ROOT} .reach{stroke:transparent;stroke-width:12;pointer-events:stroke}
.${ROOT} .stem{stroke:var(--chart-edge);stroke-width:1.25}
.${ROOT} .line{stroke:var(--chart-edge);stroke-width:1.25}
.${ROOT} .edge.is-broken .line{stroke:var(--chart-error);stroke-dasharray:5 4}
.${ROOT} .edge.is-unknown .line{stroke:var(--chart-unknown);stroke-dasharray:1.5 3.5;stroke-linecap:round}
.${ROOT} .edge.is-meant .line,.${ROOT} .beyond{stroke:var(--chart-unknown);stroke-width:1.25;stroke-dasharray:1.5 4;stroke-linecap:round}
.${ROOT} .mark-ground,.${ROOT} .label-ground{fill:var(--ground-here,var(--chart-band));stroke:none}
.${ROOT} .mark-sign{stroke:var(--chart-error);stroke-width:2;stroke-linecap:round}
.${ROOT} .mark-text{font-size:12px;font-weight:600;fill:var(--chart-unknown)}
.${ROOT} .legend{--ground-here:var(--chart-ground)}
.${ROOT} .legend-text{fill:var(--chart-quiet)}
.${ROOT} .label,.${ROOT} .reason{${type("label")};fill:var(--chart-quiet)}
.${ROOT} .edge.is-broken .reason{fill:var(--chart-error)}
`.trim();

function type(style: TextStyle): string {
  const { size, weight, face } = TEXT[style];
  return `font:${weight} ${size}px ${FACES[face]}`;
}

function families(): string {
  const colour = {
    outside: "outside",
    entry: "entry",
    route: "route",
    service: "service",
    endpoint: "quiet",
  };
  return Object.entries({ ...colour, workload: "workload" })
    .map(([family, name]) => `.${ROOT} .family-${family}{--family:var(--chart-${name})}`)
    .join("\n");
}

function tones(): string {
  return ["error", "warning", "information"]
    .flatMap((tone) => [
      `.${ROOT} .badge.is-${tone},.${ROOT} .dot.is-${tone}{--tone:var(--chart-${tone})}`,
      `.${ROOT} .badge.is-${tone} .badge-box,.${ROOT} .dot.is-${tone}{fill:var(--tone)}`,
      ...(tone === "information" ? [] : [`.${ROOT} .band-summary.is-${tone}{fill:var(--chart-${tone})}`]),
    ])
    .join("\n");
}
