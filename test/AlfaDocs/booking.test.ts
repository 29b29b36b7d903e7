import { DateTime } from 'luxon';

import { startAlfaDocsBench, type AlfaDocsBench } from '../support/alfaDocs';
import { byId, itemsOf } from '../support/bench';

let bench: AlfaDocsBench;
beforeAll(async () => {
	bench = await startAlfaDocsBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.reset());

const today = () => DateTime.now().setZone('Europe/Rome').toFormat('yyyy-MM-dd');
const booking = (more = {}) => ({
	patientId: byId(bench.vendor.seed.patients.giulia.id),
	startDate: today(),
	durationFrom: 'minutes',
	duration: 30,
	colorId: byId(bench.vendor.seed.colors.visit.id),
	...more,
});
const posts = () => bench.requests().filter(({ method }) => method === 'POST');

describe('Free Slot: Book', () => {
	it('books the earliest free slot and gives the appointment as it is stored', async () => {
		const { items: slots } = await bench.run('freeSlot.getAll', {
			startDate: today(),
			duration: 30,
			returnAll: true,
		});
		const { items } = await bench.run('freeSlot.book', booking());
		const earliest = slots.map(({ json }) => json.start).sort()[0];
		expect(items[0].json).toMatchObject({
			date: earliest,
			duration: 30,
			patientId: bench.vendor.seed.patients.giulia.id,
		});

		const stored = await bench.run('appointment.get', {
			appointmentId: byId(items[0].json.id),
			simplify: false,
		});
		expect(stored.items[0].json).toEqual(items[0].json);
	});

	it('takes the next slot when the first was taken meanwhile', async () => {
		bench.vendor.takeNextSlot();
		const { items } = await bench.run('freeSlot.book', booking());
		const [refused, stored] = posts();
		expect([refused.status, stored.status]).toEqual([409, 200]);
		expect(items[0].json.id).toBeDefined();
		expect(stored.body).not.toEqual(refused.body);
	});

	it('takes the next slot when the refusal does not say so, but the slot is gone', async () => {
		bench.vendor.fault({
			kind: 'status',
			status: 400,
			body: { error: 'Invalid appointment' },
			match: { method: 'POST', path: '/appointments' },
		});
		const slots = [{ start: '2099-01-07 09:00:00' }, { start: '2099-01-07 10:00:00' }];
		const answer = (data: unknown) => ({
			kind: 'body' as const,
			body: { status: 'success', data },
			match: { path: /free-slots/ },
		});
		bench.vendor.fault(answer(slots));
		bench.vendor.fault({ ...answer(slots.slice(1)), times: 2 });
		const { items, error } = await bench.run('freeSlot.book', booking());
		expect(error).toBeUndefined();
		expect(items[0].json.date).toBe('2099-01-07 10:00:00');
	});

	it('does not try other slots when the vendor refuses for another reason', async () => {
		const { error } = await bench.run('freeSlot.book', booking({ colorId: byId(999) }));
		expect(error?.message).toContain("'Color' 999 does not exist");
		expect(posts()).toHaveLength(1);
	});

	it('books a slot each for several items', async () => {
		const { items } = await bench.run('freeSlot.book', booking(), { input: itemsOf(1, 2, 3) });
		expect(new Set(items.map(({ json }) => `${json.date} ${json.operatorId}`)).size).toBe(3);
	});

	it('keeps to the times of day and the operators that were asked for', async () => {
		const { gallo } = bench.vendor.seed.operators;
		const filters = { notBefore: '15:00', notAfter: '17:00', operatorIds: [gallo.id] };
		const { items } = await bench.run('freeSlot.book', booking({ filters, duration: 60 }));
		const time = String(items[0].json.date).slice(11, 16);
		expect(time >= '15:00' && time <= '16:00').toBe(true);
		expect(items[0].json.operatorId).toBe(gallo.id);
	});

	it('takes the duration from the booking reason', async () => {
		const { hygiene } = bench.vendor.seed.bookingReasons;
		const { items: reasons } = await bench.run('appointmentBookingReason.getAll', { returnAll: true });
		const { duration } = reasons.find(({ json }) => json.id === hygiene.id)!.json;
		const { items } = await bench.run(
			'freeSlot.book',
			booking({ durationFrom: 'bookingReason', bookingReasonId: byId(hygiene.id) }),
		);
		expect(duration).toEqual(expect.any(Number));
		expect(items[0].json.duration).toBe(duration);
	});

	it('says so when no slot fits, and books nothing', async () => {
		const { error } = await bench.run('freeSlot.book', booking({ duration: 720 }));
		expect(error?.message).toBe('No free slot fits [item 0]');
		expect(error?.description).toContain("'End Date'");
		expect(posts()).toHaveLength(0);
	});

	it.each([
		['a word', ['tomorrow morning']],
		['an unknown object', [{ when: 'soon', who: 3 }]],
		['a day without a time', [{ date: '2099-01-07' }]],
	])('books nothing at %s', async (_what, data) => {
		bench.vendor.fault({ kind: 'body', body: { status: 'success', data }, match: { path: /free-slots/ } });
		const { error } = await bench.run('freeSlot.book', booking());
		expect(error?.message).toContain('free slots of an unknown form');
		expect(posts()).toHaveLength(0);
	});

	it.each([
		[{ date: '2099-01-07', time: '09:30' }],
		[{ startDate: '2099-01-07T09:30:00' }],
		[{ datetime: '2099-01-07 09:30:00', operator: { id: 11 } }],
		['2099-01-07 09:30:00'],
	])('reads the slot %p', async (slot) => {
		bench.vendor.fault({
			kind: 'body',
			body: { status: 'success', data: [slot] },
			match: { path: /free-slots/ },
		});
		const { items } = await bench.run('freeSlot.book', booking());
		expect(items[0].json.date).toBe('2099-01-07 09:30:00');
	});

	it('finds its booking when the answer was lost, and sends nothing twice', async () => {
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'POST', path: '/appointments' } });
		const { items, error } = await bench.run('freeSlot.book', booking());
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			id: expect.any(Number),
			patientId: bench.vendor.seed.patients.giulia.id,
		});
		expect(posts()).toHaveLength(1);
	});

	it('says that it may be booked when looking for the booking fails as well', async () => {
		bench.vendor.fault({ kind: 'resetAfterStoring', match: { method: 'POST', path: '/appointments' } });
		bench.vendor.fault({
			kind: 'status',
			status: 403,
			match: { method: 'GET', path: '/appointments' },
			times: Infinity,
		});
		const { error } = await bench.run('freeSlot.book', booking());
		expect(posts()).toHaveLength(1);
		expect(error?.description).toContain('may have been carried out');
	});

	it('asks for no more slots when the vendor does not allow booking at all', async () => {
		bench.vendor.fault({ kind: 'status', status: 403, match: { method: 'POST', path: '/appointments' } });
		const { error } = await bench.run('freeSlot.book', booking());
		expect(error).toMatchObject({ httpCode: '403' });
		expect(bench.requests().map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	it('says that it may be booked when the answer was lost and nothing is found', async () => {
		bench.vendor.fault({ kind: 'resetBeforeStoring', match: { method: 'POST', path: '/appointments' } });
		const { error } = await bench.run('freeSlot.book', booking());
		expect(posts()).toHaveLength(1);
		expect(error?.description).toContain('may have been carried out');
	});
});

describe('Appointment', () => {
	const appointmentId = () => byId(bench.vendor.seed.appointments.next.id);

	it('keeps what was not filled in when it is moved', async () => {
		const before = await bench.run('appointment.get', { appointmentId: appointmentId(), simplify: false });
		const { items } = await bench.run('appointment.update', {
			appointmentId: appointmentId(),
			updateFields: { duration: 45 },
		});
		expect(items[0].json).toEqual({ ...before.items[0].json, duration: 45 });
		const patch = bench.requests().find(({ method }) => method === 'PATCH');
		const { date, colorId } = before.items[0].json;
		expect(patch?.body).toEqual({ date, colorId, duration: 45 });
	});

	it('uses PUT where PATCH is not offered', async () => {
		bench.vendor.setUpdateVerb('PUT');
		const { items } = await bench.run('appointment.update', {
			appointmentId: appointmentId(),
			updateFields: { duration: 45 },
		});
		expect(items[0].json.duration).toBe(45);
		const put = bench.requests().find(({ method }) => method === 'PUT');
		const { date, colorId, operatorId, chairId, patientId } = items[0].json;
		// PUT may replace, so it carries whatever can be written.
		expect(put?.body).toMatchObject({ date, colorId, operatorId, chairId, patientId, duration: 45 });
	});

	it('cancels by state', async () => {
		const { items } = await bench.run('appointment.cancel', { appointmentId: appointmentId() });
		expect(items[0].json.state).toBe('cancelled');
	});

	it('refuses an update without a change before any request', async () => {
		const { error } = await bench.run('appointment.update', {
			appointmentId: appointmentId(),
			updateFields: {},
		});
		expect(error?.message).toContain("'Update Fields' is empty");
		expect(bench.requests()).toHaveLength(0);
	});

	it.each([
		['2026-06-15T10:30:00', '2026-06-15 10:30:00'],
		['2026-06-15 10:30', '2026-06-15 10:30:00'],
		['2026-06-15T10:30:00Z', '2026-06-15 12:30:00'],
		['2026-12-15T10:30:00-05:00', '2026-12-15 16:30:00'],
		["={{ DateTime.fromISO('2026-06-15T10:30:00Z') }}", '2026-06-15 12:30:00'],
		["={{ new Date('2026-06-15T10:30:00Z') }}", '2026-06-15 12:30:00'],
	])('sends the date %p as %p', async (date, sent) => {
		const { error } = await bench.run('appointment.create', {
			date,
			colorId: byId(bench.vendor.seed.colors.visit.id),
		});
		expect(error).toBeUndefined();
		expect(posts()[0].body).toEqual({ date: sent, colorId: bench.vendor.seed.colors.visit.id });
	});

	it('sends the date on the clock of the credential', async () => {
		const alfaDocsApi = bench.credential({ timezone: 'Atlantic/Azores' });
		await bench.run(
			'appointment.create',
			{ date: '2026-06-15T10:30:00Z', colorId: byId(bench.vendor.seed.colors.visit.id) },
			{ credentials: { alfaDocsApi } },
		);
		expect(posts()[0].body).toMatchObject({ date: '2026-06-15 10:30:00' });
	});

	it('refuses a zone that does not exist', async () => {
		const alfaDocsApi = bench.credential({ timezone: 'Milano' });
		const { error } = await bench.run('context.get', {}, { credentials: { alfaDocsApi } });
		expect(error?.message).toContain("'Time Zone' of the credential does not exist");
	});
});
