import { DateTime } from 'luxon';

import type { AlfaDocsSandbox } from '../../../sandbox';
import { each, same, type Examples } from './example';

/** The seed's dates follow the calendar of the practice. */
const daysFromNow = (days: number) =>
	DateTime.now().setZone('Europe/Rome').plus({ days }).toFormat('yyyy-MM-dd');

/** Working days far from everything in the seed, one for each item: an appointment may take all of its day. */
const quiet = (item: number, time: string) =>
	DateTime.now()
		.setZone('Europe/Rome')
		.plus({ weeks: 8 })
		.startOf('week')
		.plus({ days: item })
		.toFormat(`yyyy-MM-dd '${time}'`);

export const alfaDocsExamples = (seed: AlfaDocsSandbox['seed']): Examples => ({
	// Records
	patientId: same(seed.patients.mario.id),
	'patient.delete.patientId': each(seed.patients.giulia.id, seed.patients.luca.id, seed.patients.anna.id),
	appointmentId: same(seed.appointments.next.id),
	billId: same(seed.bills.mario.id),
	'billLiability.delete.billId': each(seed.bills.mario.id, seed.bills.mario.id, seed.bills.giulia.id),
	'billLiability.pay.billId': each(seed.bills.mario.id, seed.bills.mario.id, seed.bills.giulia.id),
	'transaction.getAll.billId': same(seed.bills.old.id),
	liabilityId: each(
		seed.billLiabilities.marioFirst.id,
		seed.billLiabilities.marioSecond.id,
		seed.billLiabilities.giulia.id,
	),
	carePlanId: same(seed.carePlans.mario.id),
	carePlanEntryId: same(seed.carePlanEntries.marioFilling.id),
	documentId: same(seed.documents.consent.id),
	phoneNumberId: same(seed.phoneNumbers.marioMobile.id),
	accountId: same(seed.accounts.bank.id),
	paymentTypeId: same(seed.paymentTypes.card.id),
	chairId: same(seed.chairs.two.id),
	colorId: same(seed.colors.hygiene.id),
	operatorId: same(seed.operators.gallo.id),
	operatorIds: same([seed.operators.verdi.id, seed.operators.gallo.id]),
	bookingReasonId: same(seed.bookingReasons.hygiene.id),
	specialtyId: same(seed.specialties.dentistry.id),

	// Appointments and free slots
	date: {
		fill: [0, 1, 2].map((item) => quiet(item, '09:00')),
		sent: [0, 1, 2].map((item) => quiet(item, '09:00:00')),
	},
	duration: same(45),
	description: same('Controllo Biancospino'),
	state: same('confirmed'),
	startDate: same(daysFromNow(40)),
	endDate: same(daysFromNow(44)),
	notBefore: same('09:30'),
	notAfter: same('17:30'),
	'appointment.getAll.dateStart': same(daysFromNow(0)),
	'appointment.getAll.dateEnd': same(daysFromNow(20)),

	// Bills and transactions
	dateStart: same(daysFromNow(-15)),
	dateEnd: same(daysFromNow(0)),
	amount: same(12.5),
	// The open amounts of the liabilities, which are paid whole.
	'billLiability.pay.amount': each(120, 80, 325.25),
	'transaction.create.date': same(daysFromNow(-1)),
	'billLiability.pay.date': same(daysFromNow(-1)),

	// Patients
	firstName: same('Melissandra'),
	lastName: same('Quattrocchi'),
	city: same('Bassano'),
	createdAt: same('2025-02-03 08:09', '2025-02-03 08:09:00'),
	dateOfBirth: same('1971-04-05'),
	defaultDiscount: same(15),
	email: same('melissandra@example.org'),
	gender: same('f'),
	italianFiscalCode: same('QTTMSS71D45A703X'),
	job: same('Restauratrice'),
	lastModifiedAt: same('2025-06-07 10:11', '2025-06-07 10:11:00'),
	placeOfBirth: same('Monselice'),
	postcode: same('36061'),
	priceListId: same(7),
	province: same('Vicenza'),
	sourceId: same(9),
	street: same('Contrada Lavandai 77'),
	yearlyNumberingNumber: same(88),
	yearlyNumberingYear: same('2024'),
	customFields: same({ _favouriteMusic: 'Madrigali', _anxiety: 'high' }),
	matchFiscalCode: same('RSSMRA85T10A562S'),
	matchEmail: same('nessuno.prima@example.org'),
	matchPhonePrefix: same('0039'),
	matchPhoneNumber: same('3998887766'),
	'patient.getAll.firstName': same('Mario'),
	'patient.getAll.lastName': same('Rossi'),
	'patient.getAll.email': same('mario.rossi@example.com'),
	'patient.getAll.italianFiscalCode': same('RSSMRA85T10A562S'),
	'patient.getAll.phoneNumber': same('3331112233'),
	'patient.getAll.phoneNumberPrefix': same('0039'),
	'operator.getAll.italianFiscalCode': same('VRDLRA70A41F205X'),

	// Phone numbers
	prefix: same('0041'),
	number: same('3907776655'),
	'phoneNumber.create.label': same('Casa al lago'),
	'phoneNumber.update.label': same('Casa al lago'),

	// Custom fields
	'customObjectField.create.label': same('Profession of Faith'),
	technicalName: each('contractFirst', 'contractSecond', 'contractThird'),
	choices: same('Short, Medium, Tall', ['Short', 'Medium', 'Tall']),

	// Documents
	binaryPropertyName: same('data'),
	base64Data: same('JVBERi0xLjQgY29udHJhY3Q='),
	folderName: same('Referti Segretissimi'),
	name: same('panoramica-privata.pdf'),
});
