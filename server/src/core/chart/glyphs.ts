/** Our own line glyphs, one for a family of kinds: paths on a grid of 16 × 16, drawn as lines without filling. */
import type { Glyph } from "./graph.ts";

const HEXAGON = "M8 1.5L13.75 4.75V11.25L8 14.5L2.25 11.25V4.75Z";
const CLOUD = "M4.5 12.5A3 3 0 0 1 4.2 6.55A4 4 0 0 1 11.9 6A3.28 3.28 0 0 1 12 12.5Z";

export const GLYPHS: Readonly<Record<Glyph, string>> = {
  internet: CLOUD,
  external: "M14 8A6 6 0 1 1 2 8A6 6 0 1 1 14 8ZM2 8H14M8 2C4.8 5.6 4.8 10.4 8 14C11.2 10.4 11.2 5.6 8 2",
  gateway: "M2 14V8A6 6 0 0 1 14 8V14M5.25 14V8.25A2.75 2.75 0 0 1 10.75 8.25V14",
  ingress: "M9.5 2.5H13.5V13.5H9.5M2 8H9.5M6.5 5L9.5 8L6.5 11",
  loadBalancer: "M8 2V13.5M5 13.5H11M3 4H13M3 4L1 9.25H5ZM13 4L11 9.25H15Z",
  nodePort: "M5.5 1.75V5.5M10.5 1.75V5.5M3 5.5H13V7.25A5 4.75 0 0 1 3 7.25ZM8 12V14.5",
  route:
    "M2 8H4.5C7.5 8 7.5 3.75 10.5 3.75H13.5M4.5 8C7.5 8 7.5 12.25 10.5 12.25H13.5M11.5 1.75L13.5 3.75L11.5 5.75M11.5 10.25L13.5 12.25L11.5 14.25",
  service: HEXAGON,
  headless: "M5.25 3.05L2.25 4.75V11.25L8 14.5L13.75 11.25V4.75L10.75 3.05",
  endpoints:
    "M4.5 8A1.5 1.5 0 1 1 1.5 8A1.5 1.5 0 1 1 4.5 8ZM5 8H11M14.5 8A1.5 1.5 0 1 1 11.5 8A1.5 1.5 0 1 1 14.5 8Z",
  deployment: "M5.75 2.25H13.75V10.25H5.75ZM10.25 10.25V13.75H2.25V5.75H5.75",
  statefulSet:
    "M2.75 4.25C2.75 1.5 13.25 1.5 13.25 4.25C13.25 7 2.75 7 2.75 4.25ZM2.75 4.25V11.75C2.75 14.5 13.25 14.5 13.25 11.75V4.25M2.75 8C2.75 10.75 13.25 10.75 13.25 8",
  daemonSet: "M2.25 2.25H7V7H2.25ZM9 2.25H13.75V7H9ZM2.25 9H7V13.75H2.25ZM9 9H13.75V13.75H9Z",
  job: "M14 8A6 6 0 1 1 2 8A6 6 0 1 1 14 8ZM8 4.5V8L10.5 9.75",
  pod: "M14 8A6 6 0 1 1 2 8A6 6 0 1 1 14 8ZM10 8A2 2 0 1 1 6 8A2 2 0 1 1 10 8Z",
};

/** What a glyph is called where shapes alone do not say it: in a legend, to a screen reader. */
export const GLYPH_NAMES: Readonly<Record<Glyph, string>> = {
  internet: "outside",
  external: "external name",
  gateway: "Gateway",
  ingress: "Ingress",
  loadBalancer: "LoadBalancer",
  nodePort: "NodePort",
  route: "route",
  service: "Service",
  headless: "headless Service",
  endpoints: "endpoints",
  deployment: "Deployment",
  statefulSet: "StatefulSet",
  daemonSet: "DaemonSet",
  job: "Job",
  pod: "Pod",
};
