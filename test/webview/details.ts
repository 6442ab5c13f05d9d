import type { ChartDetails } from "../../server/src/core/chart/details.ts";

/** What the side panel says of the Service with the slip in its selector. */
export const cartDetails: ChartDetails = {
  node: "service/shop/cart",
  title: "cart",
  subtitle: "Service · ClusterIP · shop",
  problems: { errors: 1, warnings: 0, informations: 0 },
  findings: [
    {
      id: "finding-1",
      code: "PTL101",
      severity: "error",
      message: "`app: crat` matches no pod template in namespace shop; Deployment cart has `app: cart`.",
      fixes: [
        { title: "Change `app: crat` to `app: cart` (Deployment cart)", preferred: true },
        { title: "Ignore PTL101 here", preferred: false },
      ],
    },
  ],
  sections: [
    {
      id: "road",
      title: "The road of port 80",
      rows: [{ label: "", text: "any pod in shop → cart:80 → no endpoints", code: false, tone: "broken" }],
    },
    {
      id: "names",
      title: "Names",
      rows: [
        { label: "A", text: "cart.shop.svc.cluster.local", code: true },
        { label: "clusterIP", text: "10.96.12.7", code: true, example: true },
      ],
    },
    {
      id: "proxy",
      title: "kube-proxy rules",
      fold: "closed",
      count: 2,
      rows: [
        { label: "http 80/TCP", text: "at the cluster IP refused: nobody serves it", code: false },
        { label: "", text: "-A KUBE-SERVICES -d 10.96.12.7 --dport 80 -j REJECT", code: true },
        { label: "", text: "-A KUBE-FORWARD -j ACCEPT", code: true, note: "for all Services" },
      ],
    },
    {
      id: "reached",
      title: "Reached from",
      rows: [{ label: "HTTPRoute", text: "shop-web · /cart", code: false, node: "route/shop/shop-web" }],
    },
    {
      id: "try",
      title: "Try it",
      rows: [
        {
          label: "",
          text: "kubectl -n shop get endpointslices -l kubernetes.io/service-name=cart",
          code: true,
        },
      ],
    },
  ],
};
