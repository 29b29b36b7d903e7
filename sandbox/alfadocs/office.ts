import type { Actions } from '../shared/control';
import { fieldRefusal, Refusal } from '../shared/refusal';
import { BLANK_APPOINTMENT } from './appointments';
import { find, newId } from './lookup';
import { blankPatient } from './patients';
import type { Appointment, Archive, Bill, Patient, PatientDocument, Transaction } from './records';
import { SEED } from './seed/ids';
import { dateTimeText, now, today, workday } from './time';
import type { World } from './world';

interface Kinds {
	appointment: Appointment;
	bill: Bill;
	document: PatientDocument;
	patient: Patient;
	transaction: Transaction;
}

type Kind = keyof Kinds;

/** What people do in AlfaDocs itself, also what its API has no operation for. A record that is not named is the newest. */
export interface OfficeSwitches {
	/** What is left out is invented. Returns the id, as the others do. */
	create<K extends Kind>(kind: K, fields?: Partial<Kinds[K]>): number;
	update<K extends Kind>(kind: K, fields: Partial<Kinds[K]>, id?: number): number;
	/** Patients and transactions are only marked as deleted. */
	remove(kind: Kind, id?: number): number;
}

const INVENTED: { [K in Kind]: (archive: Archive) => Omit<Kinds[K], 'id'> } = {
	appointment: () => ({
		...BLANK_APPOINTMENT,
		date: `${workday(2)} 11:00:00`,
		patientId: SEED.patients.luca.id,
		operatorId: SEED.operators.verdi.id,
		chairId: SEED.chairs.one.id,
		colorId: SEED.colors.visit.id,
		state: 'confirmed',
		createdThroughApi: false,
	}),
	bill: ({ bills }) => ({
		number: `${bills.length + 1}/A`,
		date: today(),
		type: 'full',
		direction: 'incoming',
		amount: 95.5,
		patientId: SEED.patients.luca.id,
		carePlanId: null,
	}),
	document: () => ({
		patientId: SEED.patients.mario.id,
		name: 'referto.txt',
		type: 'text',
		folderName: 'Referti',
		createdAt: dateTimeText(now()),
		base64Data: btoa('Referto di prova.\n'),
	}),
	patient: (archive) => blankPatient(0, 'Nuova', `Paziente ${archive.patients.length + 1}`),
	transaction: () => ({
		amount: 95.5,
		date: today(),
		direction: 'incoming',
		billId: null,
		accountId: SEED.accounts.bank.id,
		paymentTypeId: SEED.paymentTypes.card.id,
		relatedToInsurance: false,
		sistemaTsExpenseType: null,
		deleted: false,
	}),
};

const rowsOf = <K extends Kind>(archive: Archive, kind: K): Array<Kinds[K]> =>
	archive[`${kind}s`] as unknown as Array<Kinds[K]>;

export function officeSwitches(world: World): OfficeSwitches {
	const archive = () => world.archives[0];
	const pick = <K extends Kind>(kind: K, id?: number): Kinds[K] => {
		const rows = rowsOf(archive(), kind).filter((row) => !('deleted' in row && row.deleted));
		return find(rows, id ?? Math.max(...rows.map((row) => row.id)), kind);
	};
	return {
		create(kind, fields) {
			const made = { ...INVENTED[kind](archive()), ...fields, id: newId(archive()) };
			rowsOf(archive(), kind).push(made as never);
			return made.id;
		},
		update(kind, fields, id) {
			const row = pick(kind, id);
			Object.assign(row, kind === 'patient' && { lastModifiedAt: dateTimeText(now()) }, fields);
			return row.id;
		},
		remove(kind, id) {
			const row = pick(kind, id);
			if ('deleted' in row) row.deleted = true;
			else rowsOf(archive(), kind).splice(rowsOf(archive(), kind).indexOf(row), 1);
			return row.id;
		},
	};
}

interface Sent {
	id?: number;
	fields: Record<string, unknown>;
}

/** `id` and fields of a record of this kind. */
function readFields(world: World, kind: Kind, body: unknown): Sent {
	const { id, ...fields } = (body ?? {}) as Record<string, unknown>;
	if (id !== undefined && !Number.isInteger(id)) throw new Refusal(400, 'id must be a whole number');
	const known = INVENTED[kind](world.archives[0]);
	const unknown = Object.keys(fields).find((name) => !(name in known));
	if (unknown !== undefined) throw fieldRefusal(400, unknown, `${unknown} is not a known field`);
	return { id: id as number | undefined, fields };
}

/** The same as control routes: `create-patient`, `update-patient`, `remove-patient` and so on. */
export function officeActions(world: World, office: OfficeSwitches): Actions {
	const ofKind = (kind: Kind): Actions => {
		const read = (body: unknown) => readFields(world, kind, body);
		return {
			[`create-${kind}`]: (body) => ({ id: office.create(kind, read(body).fields) }),
			[`update-${kind}`](body) {
				const { id, fields } = read(body);
				return { id: office.update(kind, fields, id) };
			},
			[`remove-${kind}`]: (body) => ({ id: office.remove(kind, read(body).id) }),
		};
	};
	const kinds = Object.keys(INVENTED) as Kind[];
	return {
		...(Object.assign({}, ...kinds.map(ofKind)) as Actions),
		'cancel-appointment': (body) => ({
			id: office.update('appointment', { state: 'cancelled' }, readFields(world, 'appointment', body).id),
		}),
	};
}
