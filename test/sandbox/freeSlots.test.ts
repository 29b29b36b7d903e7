import { addDays, today, wall, workday } from '../../sandbox/alfadocs/time';
import { refusal, useSandbox } from './client';

const client = useSandbox();
interface Slot {
	start: string;
	end: string;
	operatorId: number;
	chairId: number;
}
const get = async (start: string, params: object = { duration: 30 }) =>
	await client.api.get(`/free-slots/${start}`, { params });
const slots = async (params: object, start = workday(1)) =>
	(await get(start, { endDate: start, ...params })).data.data as Slot[];

it('are within opening hours, on the half hour, and not where the operator is booked', async () => {
	const day = workday(1);
	const { status, data } = await get(day, { duration: 30, endDate: day });
	expect([status, data.status, data.count]).toEqual([200, 'success', data.data.length]);
	// 15 half hours for each of two operators; verdi has 09:00, the cancelled one of gallo does not count.
	expect(data.count).toBe(29);
	expect(data.data[0]).toEqual({
		start: `${day} 09:00:00`,
		end: `${day} 09:30:00`,
		operatorId: 12,
		chairId: 22,
	});
	for (const { start, end } of data.data as Slot[]) {
		expect(start.slice(11)).toMatch(/^(09|1[0-7]):[03]0:00$/);
		expect(end.slice(11) <= '12:30:00' || start.slice(11) >= '14:00:00').toBe(true);
		expect(end.slice(11) <= '18:00:00').toBe(true);
	}
});

it('fit the duration and the operators asked for', async () => {
	expect((await slots({ duration: 210 })).map(({ start }) => start.slice(11))).toEqual([
		'09:00:00',
		...Array.from({ length: 4 }, () => expect.stringMatching(/^14:[03]0:00$/) as string),
	]);
	const verdi = await slots({ duration: 30, operatorIds: '11' });
	expect(verdi).toHaveLength(14);
	expect(await slots({ duration: 30, operatorIds: '11,12' })).toHaveLength(29);
});

it('are gone when booked, and back when cancelled', async () => {
	const [{ start, end, operatorId, chairId }] = await slots({ duration: 30 });
	const booked = { date: start, duration: 30, colorId: 31, operatorId, chairId };
	const { data } = await client.api.post('/appointments', booked);
	const isFree = async () =>
		(await slots({ duration: 30 })).some((slot) => slot.start === start && slot.operatorId === operatorId);
	expect(end > start).toBe(true);
	expect(await isFree()).toBe(false);
	await client.api.patch(`/appointments/${data.data.id}`, { date: start, colorId: 31, state: 'cancelled' });
	expect(await isFree()).toBe(true);
});

it('are never in the past or at a weekend, and cover a week unless told', async () => {
	expect((await get(addDays(today(), -7), { duration: 30, endDate: addDays(today(), -1) })).data.count).toBe(
		0,
	);
	const { data } = await get(today());
	const days = [...new Set((data.data as Slot[]).map(({ start }) => start.slice(0, 10)))];
	expect(days.length).toBeGreaterThanOrEqual(5);
	for (const day of days) {
		expect(wall(day).weekday).toBeLessThanOrEqual(5);
		expect(day <= addDays(today(), 7)).toBe(true);
	}
});

it.each([
	[{}, 'duration is required'],
	[{ duration: 'half' }, 'duration must be an integer'],
	[{ duration: 0 }, 'duration must be between 1 and 1440'],
	[{ duration: 30, endDate: '2020-01-01' }, 'The end date must not be before the start date'],
	[{ duration: 30, endDate: 'x' }, 'endDate must be a date in the format YYYY-MM-DD'],
	[{ duration: 30, operatorIds: '11,' }, 'operatorIds must be an integer'],
	[{ duration: 30, operatorIds: '11,99' }, 'operatorIds 99 does not exist'],
	[{ duration: 30, operatorIds: '13' }, 'operatorIds 13 does not exist'],
	[{ duration: 30, chairId: 1 }, 'chairId is not a known query parameter'],
])('refuse %j', async (params, message) => {
	expect(refusal(await get(workday(1), params))).toEqual([400, message]);
});

it('refuse a start that is no date', async () => {
	const message = 'startDate must be a date in the format YYYY-MM-DD';
	expect(refusal(await get('2026-13-01'))).toEqual([400, message]);
});
