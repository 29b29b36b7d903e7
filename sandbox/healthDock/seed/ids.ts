/** The ids and names that tests may rely on. Every person is invented. */
export const SEED = {
	patients: {
		/** ABHA number with dashes. */
		aarav: { id: 'PAT100001', firstName: 'Aarav', lastName: 'Sharma' },
		/** ABHA number without dashes. */
		priya: { id: 'PAT100002', firstName: 'Priya', lastName: 'Patel' },
		rohan: { id: 'PAT100003', firstName: 'Rohan', lastName: 'Verma' },
		/** Same first and last name as Rohan, another phone: another person. */
		otherRohan: { id: 'PAT100004', firstName: 'Rohan', lastName: 'Verma' },
		/** Same last name as Aarav. */
		ananya: { id: 'PAT100005', firstName: 'Ananya', lastName: 'Sharma' },
		/** Gender Other. */
		jaya: { id: 'PAT100006', firstName: 'Jaya', lastName: 'Menon' },
		/** Shares a phone number with Priya. */
		dev: { id: 'PAT100007', firstName: 'Dev', lastName: 'Patel' },
		/** Two first names. */
		meera: { id: 'PAT100008', firstName: 'Meera Devi', lastName: "D'Souza" },
	},
	doctors: { rao: { id: 'DOC1' }, mehta: { id: 'DOC2' }, banerjee: { id: 'DOC3' } },
	appointments: {
		/** Tomorrow 10:00 at the clinic, doctor rao, Aarav, scheduled. */
		tomorrow: { id: 'APT500001' },
		/** Tomorrow 11:30, doctor mehta, Priya, confirmed. */
		confirmed: { id: 'APT500002' },
		/** Tomorrow 12:00, doctor rao, Rohan, cancelled. */
		cancelled: { id: 'APT500003' },
		/** Yesterday 09:15, doctor rao, Aarav, completed. */
		past: { id: 'APT500004' },
		/** In two days at 00:30: in UTC it is still the day before. */
		afterMidnight: { id: 'APT500005' },
	},
} as const;

export type HealthDockSeed = typeof SEED;
