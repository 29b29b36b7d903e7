import { Refusal } from '../shared/refusal';
import { daysBetween } from './time';

/** Both days are included; refused if it ends before it starts or spans more than `maxDays`. */
export function dateRange(start: string, end: string, maxDays: number): (dateTime: string) => boolean {
	const span = daysBetween(start, end);
	if (span < 0) throw new Refusal(400, 'The end date must not be before the start date');
	if (span > maxDays) throw new Refusal(400, `The maximum date range is ${maxDays} days`);
	return (dateTime) => {
		const day = dateTime.slice(0, 10);
		return day >= start && day <= end;
	};
}
