import { blankPatient } from '../patients';
import type { Patient, PhoneNumber } from '../records';
import { addDays, today } from '../time';
import { SEED } from './ids';

const { patients: who, phoneNumbers } = SEED;

const phone = (id: number, number: string, label = 'mobile', smsEnabled = true): PhoneNumber => ({
	id,
	prefix: '0039',
	number,
	label,
	smsEnabled,
});

type Details = Partial<Patient>;

const DETAILS: Record<keyof typeof who, Details> = {
	mario: {
		email: 'mario.rossi@example.com',
		gender: 'm',
		dateBirth: '1985-12-10',
		street: 'Via Albertazzi 1',
		city: 'Milano',
		postcode: '20100',
		province: 'MI',
		placeOfBirth: 'Milano',
		italianFiscalCode: 'RSSMRA85T10A562S',
		job: 'Insegnante',
		yearlyNumberingYear: '2018',
		yearlyNumberingNumber: 17,
		defaultDiscount: 10,
		phoneNumbers: [
			phone(phoneNumbers.marioMobile.id, '3331112233'),
			phone(phoneNumbers.marioHome.id, '024455667', 'home', false),
		],
		custom: { _favouriteMusic: 'Jazz', _anxiety: 'low' },
	},
	giulia: {
		email: 'giulia.bianchi@example.com',
		gender: 'f',
		dateBirth: '1990-03-22',
		city: 'Roma',
		italianFiscalCode: 'BNCGLI90C62H501D',
		phoneNumbers: [phone(phoneNumbers.giuliaMobile.id, '3402223344')],
	},
	luca: {
		email: 'luca.ferrari@example.com',
		gender: 'm',
		dateBirth: '1978-07-01',
		city: 'Modena',
		italianFiscalCode: 'FRRLCU78L01F257B',
		phoneNumbers: [phone(1104, '3473334455')],
	},
	anna: {
		email: 'anna.rossi@example.com',
		gender: 'f',
		dateBirth: '1988-05-14',
		italianFiscalCode: 'RSSNNA88E54F205L',
		// Shares the family's landline with Mario.
		phoneNumbers: [phone(1105, '024455667', 'home', false)],
	},
	marioJunior: {
		email: 'mario.rossi.junior@example.com',
		gender: 'm',
		dateBirth: '2012-09-30',
		italianFiscalCode: 'RSSMRA12P30F205Q',
		phoneNumbers: [phone(1106, '3331112234')],
	},
	sofia: { email: 'sofia.esposito@example.com', gender: 'f', italianFiscalCode: 'NON DISPONIBILE' },
	paolo: {
		email: 'paolo.dangelo@example.com',
		gender: 'm',
		dateBirth: '1965-01-31',
		italianFiscalCode: 'DNGPLA65A31F839W',
		phoneNumbers: [phone(1107, '3384445566')],
	},
	chiara: {
		email: 'chiara.colombo@example.com',
		gender: 'f',
		dateBirth: '1995-11-02',
		italianFiscalCode: 'CLMCHR95S42F205E',
		phoneNumbers: [phone(1108, '3295556677')],
	},
	marco: {
		email: 'not an email',
		gender: 'm',
		dateBirth: '-0001-11-30',
		phoneNumbers: [phone(1109, '3206667788')],
	},
	elena: { gender: 'f', dateBirth: '1982-02-28', italianFiscalCode: 'MRNLNE82B68C351T' },
	nicolo: {
		email: 'nicolo.greco@example.com',
		dateBirth: '2000-02-29',
		phoneNumbers: [phone(1110, '3517778899')],
	},
	francesca: { email: 'francesca.bruno@example.com', gender: 'f', phoneNumbers: [phone(1111, '3668889900')] },
	deleted: { email: 'carla.conti@example.com', gender: 'f', deleted: true },
};

export const patients = (): Patient[] =>
	(Object.keys(who) as Array<keyof typeof who>).map((key, index) => {
		const { id, firstName, lastName } = who[key];
		const details = DETAILS[key];
		const createdAt = `${addDays(today(), -400 + index)} 09:00:00`;
		return {
			...blankPatient(id, firstName, lastName),
			emailEnabled: Boolean(details.email),
			createdAt,
			lastModifiedAt: createdAt,
			...details,
			phoneNumbers: (details.phoneNumbers ?? []).map((number) => ({ ...number })),
			custom: { ...details.custom },
		};
	});

const FIRST = ['Alessia', 'Bruno', 'Camilla', 'Davide', 'Emma', 'Fabio', 'Greta', 'Ivan', 'Lidia', 'Matteo'];
const LAST = [
	'Amato',
	'Barbieri',
	'Caruso',
	'De Luca',
	'Fiore',
	'Gatti',
	'Leone',
	'Monti',
	'Negri',
	'Orlando',
	'Pace',
];

/** One more invented patient, the same for the same number. */
export function inventPatient(id: number, phoneNumberId: number, number: number): Patient {
	const firstName = FIRST[number % FIRST.length];
	const lastName = LAST[number % LAST.length];
	const digits = String(number).padStart(6, '0');
	return {
		...blankPatient(id, firstName, lastName),
		email: `${firstName}.${lastName.replace(' ', '')}.${number}@example.com`.toLowerCase(),
		emailEnabled: true,
		phoneNumbers: [phone(phoneNumberId, `3990${digits}`)],
	};
}
