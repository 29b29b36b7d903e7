/** The ids and names that tests may rely on. Every person is invented. */
export const SEED = {
	patients: {
		mario: { id: 1001, firstName: 'Mario', lastName: 'Rossi' },
		giulia: { id: 1002, firstName: 'Giulia', lastName: 'Bianchi' },
		luca: { id: 1003, firstName: 'Luca', lastName: 'Ferrari' },
		/** Same last name as Mario. */
		anna: { id: 1004, firstName: 'Anna', lastName: 'Rossi' },
		/** Same first and last name as Mario, another person. */
		marioJunior: { id: 1005, firstName: 'Mario', lastName: 'Rossi' },
		/** Fiscal code NON DISPONIBILE, no phone number. */
		sofia: { id: 1006, firstName: 'Sofia', lastName: 'Esposito' },
		paolo: { id: 1007, firstName: 'Paolo', lastName: "D'Angelo" },
		chiara: { id: 1008, firstName: 'Chiara', lastName: 'Colombo' },
		/** The birth date is -0001-11-30, as real ones may be. */
		marco: { id: 1009, firstName: 'Marco', lastName: 'Ricci' },
		/** Has no email. */
		elena: { id: 1010, firstName: 'Elena', lastName: 'Marino' },
		nicolo: { id: 1011, firstName: 'Nicolò', lastName: 'Greco' },
		francesca: { id: 1012, firstName: 'Francesca', lastName: 'Bruno' },
		/** Deleted: not listed, read only in part. */
		deleted: { id: 1013, firstName: 'Carla', lastName: 'Conti' },
	},
	/** Phone numbers of Mario: the first is a mobile with SMS, the second is not. */
	phoneNumbers: { marioMobile: { id: 1101 }, marioHome: { id: 1102 }, giuliaMobile: { id: 1103 } },
	operators: { verdi: { id: 11 }, gallo: { id: 12 }, deleted: { id: 13 } },
	chairs: { one: { id: 21 }, two: { id: 22 }, three: { id: 23 } },
	colors: { visit: { id: 31 }, hygiene: { id: 32 }, surgery: { id: 33 } },
	accounts: { cash: { id: 41 }, bank: { id: 42 }, deleted: { id: 43 } },
	paymentTypes: { cash: { id: 51 }, card: { id: 52 }, transfer: { id: 53 } },
	specialties: { dentistry: { id: 61 }, orthodontics: { id: 62 } },
	bookingReasons: { firstVisit: { id: 71 }, hygiene: { id: 72 } },
	appointments: {
		/** Next working day after today, 09:00 to 09:30, operator verdi, Mario, confirmed, with care plan entries. */
		next: { id: 2001 },
		/** Next working day after today, 10:00 to 11:00, operator gallo, Giulia, cancelled: its slot is free. */
		cancelled: { id: 2002 },
		/** Ten working days ago, done. */
		past: { id: 2003 },
		/** Ninety days ago, done. */
		old: { id: 2004 },
	},
	carePlans: { mario: { id: 3001 }, marioSigned: { id: 3002 }, giulia: { id: 3003 } },
	carePlanEntries: { marioFilling: { id: 3101 }, marioHygiene: { id: 3102 }, giuliaCrown: { id: 3103 } },
	bills: {
		/** Three days ago, full, incoming, two liabilities. */
		mario: { id: 4001 },
		/** Ten days ago, partial, incoming, one liability. */
		giulia: { id: 4002 },
		credit: { id: 4003 },
		proforma: { id: 4004 },
		/** Outgoing: from a supplier. */
		supplier: { id: 4005 },
		/** Sixty days ago. */
		old: { id: 4006 },
	},
	billLiabilities: { marioFirst: { id: 4101 }, marioSecond: { id: 4102 }, giulia: { id: 4103 } },
	transactions: { card: { id: 5001 }, outgoing: { id: 5002 }, deleted: { id: 5003 }, old: { id: 5004 } },
	customObjectFields: {
		/** single_line_text, label Favourite Music */
		favouriteMusic: { id: 6001, name: '_favouriteMusic' },
		/** single_checkbox */
		smoker: { id: 6002, name: '_smoker' },
		/** dropdown: low, medium, high */
		anxiety: { id: 6003, name: '_anxiety' },
		/** of care plans */
		fundedBy: { id: 6004, name: '_fundedBy' },
	},
	documents: { consent: { id: 7001, name: 'consenso.pdf' }, note: { id: 7002, name: 'nota.txt' } },
	/** The one patient of the other archive. */
	otherArchive: { patient: { id: 8001 } },
} as const;

export type AlfaDocsSeed = typeof SEED;
