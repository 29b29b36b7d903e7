/** The ids and names that tests may rely on. Every person is invented. */
export const SEED = {
	sites: {
		/** Also what stands under `/fhir`. */
		main: { id: '101', name: 'Lakeshore Dental Evanston' },
		/** Has three patients of its own, one of whom is called like one of the main site. */
		second: { id: '102', name: 'Lakeshore Dental Oak Park' },
	},
	/** Of the main site; 21 more follow them, whose ids are pt-1010 to pt-1030. */
	patients: {
		/** Last seen 14 months ago, nothing booked: to be recalled. Allergies, medication, two conditions, coverage. */
		emma: { id: 'pt-1001', firstName: 'Emma', lastName: 'Carter' },
		/** Last seen 2 months ago, booked for the first working day at 09:00. */
		liam: { id: 'pt-1002', firstName: 'Liam', lastName: 'Johnson' },
		/** Last seen 18 months ago, but booked. */
		olivia: { id: 'pt-1003', firstName: 'Olivia', lastName: 'Garcia' },
		/** Never seen. Shares the phone number and the last name with Liam. */
		noah: { id: 'pt-1004', firstName: 'Noah', lastName: 'Johnson' },
		/** Another Noah Johnson, born on another day. Never seen. */
		otherNoah: { id: 'pt-1005', firstName: 'Noah', lastName: 'Johnson' },
		/** Last seen 13 months ago: to be recalled. */
		ava: { id: 'pt-1006', firstName: 'Ava', lastName: "O'Brien" },
		/** Last seen 25 months ago: to be recalled. Her only later appointment was cancelled. */
		sofia: { id: 'pt-1007', firstName: 'Sofía', lastName: 'Núñez' },
		/** Last seen 30 months ago, and no longer active. */
		mason: { id: 'pt-1008', firstName: 'Mason', lastName: 'Lee' },
		/** Seen 5 months ago. Another vendor's seed asks for her records: a condition, an allergy, medication, probings. */
		chloe: { id: 'pt-1009', firstName: 'Chloé', lastName: 'Bélanger' },
	},
	/** Last visit more than a year ago, nothing booked, active: emma, ava, sofia. */
	recall: ['pt-1001', 'pt-1006', 'pt-1007'],
	patientsOfMain: 30,
	/** Of the second site. */
	secondPatients: { noah: { id: 'pt-2001' }, grace: { id: 'pt-2002' }, henry: { id: 'pt-2003' } },
	practitioners: {
		chen: { id: 'prac-chen', lastName: 'Chen' },
		patel: { id: 'prac-patel', lastName: 'Patel' },
		/** A hygienist, who has no schedule. */
		brooks: { id: 'prac-brooks', lastName: 'Brooks' },
	},
	organization: { id: 'org-lakeshore' },
	location: { id: 'loc-evanston' },
	schedules: { chen: { id: 'sched-chen' }, patel: { id: 'sched-patel' } },
	slots: {
		/** First working day from tomorrow, 09:00 in Chicago, with Chen: Liam's. */
		taken: { id: 'slot-chen-1-0900' },
		/** The same morning at 10:00. */
		free: { id: 'slot-chen-1-1000' },
	},
	appointments: {
		/** Booked: Liam, Chen, first working day at 09:00. */
		next: { id: 'appt-next' },
		/** Booked: Olivia, Patel, second working day at 14:00. */
		olivia: { id: 'appt-olivia' },
		/** Cancelled: Sofía, Chen, 3 months ago. */
		cancelled: { id: 'appt-cancelled' },
		/** Fulfilled: Emma, 14 months ago. */
		emmaLast: { id: 'appt-pt-1001' },
	},
	allergies: { penicillin: { id: 'allergy-penicillin' }, latex: { id: 'allergy-latex' } },
	medicationRequest: { id: 'medreq-clindamycin' },
	coverage: { id: 'coverage-emma' },
	/** A leaflet, a few bytes. */
	binary: { id: 'binary-leaflet', contentType: 'application/pdf' },
	core: {
		clientAccountId: 1,
		organizationId: 11,
		brandId: 21,
		practiceManagementSystemId: 31,
		dentalServiceIds: [41, 42, 43],
		dentalPracticeIds: [51, 52],
		appointmentTypes: { checkUp: { id: 61 }, cleaning: { id: 62 }, emergency: { id: 63 } },
		/** 25 of them. */
		firstCodeId: 71,
		/** Of the main site, like the two others. */
		assistant: { id: 111 },
		otherAssistantIds: [112, 113],
		/** Without brands and sites. */
		otherOrganizationIds: [12, 13],
		/** Of the main site: a probing of a patient who has no record in the FHIR store. */
		periomeasure: { id: 121, patientId: 4701, perioExamNum: 5 },
	},
} as const;

export type HeyDontoSeed = typeof SEED;
