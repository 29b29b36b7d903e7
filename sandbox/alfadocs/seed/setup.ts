import type { Archive } from '../records';
import { SEED } from './ids';

const { operators, chairs, colors, accounts, paymentTypes, specialties, bookingReasons, customObjectFields } =
	SEED;

type Setup = Pick<
	Archive,
	| 'accounts'
	| 'chairs'
	| 'colors'
	| 'paymentTypes'
	| 'specialties'
	| 'operators'
	| 'bookingReasons'
	| 'customObjectFields'
>;

/** What a practice sets up once. */
export const setup = (): Setup => ({
	accounts: [
		{ id: accounts.cash.id, name: 'Cassa', deleted: false },
		{ id: accounts.bank.id, name: 'Banca', deleted: false },
		{ id: accounts.deleted.id, name: 'Vecchia cassa', deleted: true },
	],
	chairs: [
		{ id: chairs.one.id, name: 'Poltrona 1' },
		{ id: chairs.two.id, name: 'Poltrona 2' },
		{ id: chairs.three.id, name: 'Poltrona 3' },
	],
	colors: [
		{ id: colors.visit.id, name: 'Visita', color: '#4a90d9' },
		{ id: colors.hygiene.id, name: 'Igiene', color: '#50b87a' },
		{ id: colors.surgery.id, name: 'Chirurgia', color: '#d9534f' },
	],
	paymentTypes: [
		{ id: paymentTypes.cash.id, name: 'Contanti' },
		{ id: paymentTypes.card.id, name: 'Carta' },
		{ id: paymentTypes.transfer.id, name: 'Bonifico' },
	],
	specialties: [
		{ id: specialties.dentistry.id, name: 'Odontoiatria' },
		{ id: specialties.orthodontics.id, name: 'Ortodonzia' },
	],
	operators: [
		{
			id: operators.verdi.id,
			firstName: 'Laura',
			lastName: 'Verdi',
			italianFiscalCode: 'VRDLRA70A41F205X',
			deleted: false,
		},
		{
			id: operators.gallo.id,
			firstName: 'Stefano',
			lastName: 'Gallo',
			italianFiscalCode: 'GLLSFN75C12F205K',
			deleted: false,
		},
		{
			id: operators.deleted.id,
			firstName: 'Rita',
			lastName: 'Fontana',
			italianFiscalCode: 'FNTRTI60D50F205Z',
			deleted: true,
		},
	],
	bookingReasons: [
		{
			id: bookingReasons.firstVisit.id,
			specialtyId: specialties.dentistry.id,
			description: 'Prima visita',
			duration: '30',
			sequenceNumber: '1',
			createdAt: '2024-01-10 09:00:00',
			deleted: false,
			operatorIds: [operators.verdi.id, operators.gallo.id],
			price: '50.00',
		},
		{
			id: bookingReasons.hygiene.id,
			specialtyId: specialties.dentistry.id,
			description: 'Igiene orale',
			duration: '60',
			sequenceNumber: '2',
			createdAt: '2024-01-10 09:05:00',
			deleted: false,
			operatorIds: [operators.gallo.id],
			price: '125.12',
		},
	],
	customObjectFields: [
		{
			id: customObjectFields.favouriteMusic.id,
			objectType: 'patient',
			label: 'Favourite Music',
			technicalName: 'favouriteMusic',
			type: 'single_line_text',
			choices: [],
		},
		{
			id: customObjectFields.smoker.id,
			objectType: 'patient',
			label: 'Smoker',
			technicalName: 'smoker',
			type: 'single_checkbox',
			choices: [],
		},
		{
			id: customObjectFields.anxiety.id,
			objectType: 'patient',
			label: 'Dental Anxiety',
			technicalName: 'anxiety',
			type: 'dropdown',
			choices: ['low', 'medium', 'high'],
		},
		{
			id: customObjectFields.fundedBy.id,
			objectType: 'care_plan',
			label: 'Funded By',
			technicalName: 'fundedBy',
			type: 'single_line_text',
			choices: [],
		},
	],
});
