/** The ids and names that tests may rely on. Every person and organization is invented. */
export const SEED = {
	organizations: {
		/** The clinic that holds the credentials: the fulfiller. */
		us: { id: '45001', name: 'Maple Ridge Family Clinic' },
		/** Another fulfiller. */
		otherClinic: { id: '45002', name: 'Harbourview Medical Centre' },
		insurer: { id: '45003', name: 'Northern Lights Insurance' },
		lawFirm: { id: '45004', name: 'Tremblay & Okafor LLP' },
	},
	practitioners: {
		leblanc: { id: '56001', family: 'Leblanc', given: 'Sophie' },
		singh: { id: '56002', family: 'Singh', given: 'Harjit' },
	},
	patients: {
		emma: { id: '67001', given: 'Emma', family: 'MacDonald', birthDate: '1984-06-15' },
		liam: { id: '67002', given: 'Liam', family: 'Nguyen', birthDate: '1991-11-02' },
		/** Accents in both names. */
		chloe: { id: '67003', given: 'Chloé', family: 'Bélanger', birthDate: '1978-01-31' },
		noah: { id: '67004', given: 'Noah', family: 'Tootoosis', birthDate: '2015-02-28' },
		/** Same last name as Emma. */
		angus: { id: '67005', given: 'Angus', family: 'MacDonald', birthDate: '1951-12-24' },
		/** Only the year of birth is known. */
		amara: { id: '67006', given: 'Amara', family: 'Okonkwo', birthDate: '1962' },
		/** Same name as Liam, another birth date: another person. */
		otherLiam: { id: '67007', given: 'Liam', family: 'Nguyen', birthDate: '2003-07-09' },
	},
	requests: {
		/** Active, actionable, urgent, for us, about Emma, from the insurer. */
		urgent: { id: '12001' },
		/** Active, actionable, routine, for us, about Liam, from the law firm. */
		routine: { id: '12002' },
		/** Active, actionable, stat, for us, about Chloé. */
		stat: { id: '12003' },
		/** Active, actionable, asap, for the other clinic, about Angus. */
		forOthers: { id: '12004' },
		/** Active, for us, about Noah; not actionable. */
		notActionable: { id: '12005' },
		draft: { id: '12006' },
		onHold: { id: '12007' },
		revoked: { id: '12008' },
		completed: { id: '12009' },
		enteredInError: { id: '12010' },
		unknown: { id: '12011' },
	},
} as const;

export type DotHealthSeed = typeof SEED;
