/** Where `npm start` puts each vendor when the port is free, by its name on the command line. */
export const USUAL_PORTS: Record<string, number> = {
	alfadocs: 4010,
	'dental-referrals': 4020,
	healthdock: 4030,
	'dot-health': 4040,
	heydonto: 4050,
};
