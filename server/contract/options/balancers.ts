/** How the balancer before the instances of an app chooses among them. */
export const balancerKinds = ['round robin', 'sticky', 'least busy', 'random'] as const;
export type BalancerKind = (typeof balancerKinds)[number];

/** The cookie of the balancer's own by which a browser comes back to an instance; its value is the instance. */
export const stickyCookie = 'SERVERID';
