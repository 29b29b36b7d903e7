import type { IDataObject } from 'n8n-workflow';

import { DentalReferralsStatusTrigger } from '../../nodes/DentalReferrals/DentalReferralsStatusTrigger.node';
import { startSandbox, type DentalReferralsSandbox, type Sandbox } from '../../sandbox';
import { sleep } from '../sandbox/client';
import { forwardBy, PollBench } from '../support/polls';

/** What is particular to Dental Referrals: only the newest 100 are listed, the others are followed one by one. */
let sandbox: Sandbox;
let vendor: DentalReferralsSandbox;
let back: (() => void) | undefined;

beforeAll(async () => {
	sandbox = await startSandbox();
	vendor = sandbox.dentalReferrals;
});
afterAll(async () => await sandbox.close());
beforeEach(() => vendor.reset());
afterEach(() => {
	back?.();
	back = undefined;
});

async function published(event: string, options: IDataObject = {}): Promise<PollBench> {
	const { baseUrl, credentials } = vendor;
	const n8n = new PollBench(() => new DentalReferralsStatusTrigger(), {
		credentials: { dentalReferralsApi: { environment: 'custom', baseUrl, apiKey: credentials.apiKey } },
		parameters: { event, output: 'simplified', severalEvents: 'itemPerEvent', options },
		timezone: 'Europe/London',
	});
	expect(await n8n.publish()).toEqual([]);
	vendor.requests.length = 0;
	return n8n;
}

const happened = (items: IDataObject[]) => items.map((item) => [item.referral_urn, item.referral_status]);
const single = () =>
	vendor.requests.filter(({ path }) => path.endsWith('/referral_status')).map(({ query }) => query.urn);
const { sent, draft, entered, completed } = {
	sent: 'TST0000001',
	entered: 'TST0000002',
	completed: 'TST0000003',
	draft: 'TST0000004',
};

it('reports a status that changed, and no other change', async () => {
	const n8n = await published('statusChanged');
	vendor.setStatus(sent, 'Seen by the specialist');
	expect(await n8n.poll()).toEqual([
		{
			event: 'statusChanged',
			referral_urn: sent,
			referral_status: 'Seen by the specialist',
			referral_reason: expect.any(String),
			referrer_name: 'Samuel Invented',
			files: ['TST0000001.pdf', 'TST0000001_MH.pdf'],
		},
	]);
	vendor.setStatus(sent, 'Seen by the specialist');
	vendor.referrals.find(({ urn }) => urn === sent)!.documents.pop();
	expect(await n8n.poll()).toEqual([]);
	expect(vendor.requests.map(({ path, query }) => [path.split('/').at(-1), query])).toEqual([
		['batch_referral_status', { count: '100' }],
		['batch_referral_status', { count: '100' }],
	]);
});

it('takes no notice of a form until it is submitted', async () => {
	const n8n = await published('statusChanged');
	expect(await n8n.poll()).toEqual([]);
	vendor.submitForm(draft);
	expect(happened(await n8n.poll())).toEqual([[draft, 'Entered on System']]);
	expect(single()).toEqual([]);
});

it('takes no notice of an entry without a status', async () => {
	const n8n = await published('statusChangedOrFilesAvailable');
	vendor.setStatus(sent, '');
	expect(await n8n.poll()).toEqual([]);
	vendor.setStatus(sent, 'Completed');
	expect(happened(await n8n.poll())).toEqual([[sent, 'Completed']]);
});

describe('files', () => {
	it('are reported when they are there, not before, and again when there are others', async () => {
		const n8n = await published('filesAvailable');
		vendor.setExportDelay(100);
		vendor.submitForm(draft);
		expect(await n8n.poll()).toEqual([]);
		vendor.setStatus(draft, 'Sent to: Riverside');
		expect(await n8n.poll()).toEqual([]);
		await sleep(150);
		const files = (items: IDataObject[]) => items.map(({ event, referral_urn: urn }) => [event, urn]);
		expect(files(await n8n.poll())).toEqual([['filesAvailable', draft]]);
		const form = vendor.referrals.find(({ urn }) => urn === draft)!;
		const { documents } = form;
		form.documents = [];
		expect(await n8n.poll()).toEqual([]);
		form.documents = [documents[0]];
		expect(files(await n8n.poll())).toEqual([['filesAvailable', draft]]);
	});

	it('are the same on another host', async () => {
		const n8n = await published('statusChangedOrFilesAvailable');
		vendor.setFileOrigin('https://files.example.com');
		expect(await n8n.poll()).toEqual([]);
	});
});

describe('a referral that is not among the newest 100 any more', () => {
	/** The referrals of the seed fall out of the list. */
	const crowdOut = async (n8n: PollBench) => {
		const urns = vendor.seedReferrals(100);
		expect((await n8n.poll()).map(({ referral_urn: urn }) => urn).sort()).toEqual([...urns].sort());
		vendor.requests.length = 0;
		return urns;
	};

	it('is asked for singly', async () => {
		const n8n = await published('statusChanged');
		await crowdOut(n8n);
		expect(await n8n.poll()).toEqual([]);
		expect(single().sort()).toEqual([sent, entered, completed]);
		vendor.setStatus(sent, 'Seen');
		expect(happened(await n8n.poll())).toEqual([[sent, 'Seen']]);
		expect(await n8n.poll()).toEqual([]);
	});

	it('is followed for so many days after its last change', async () => {
		const n8n = await published('statusChanged', { followDays: 10 });
		await crowdOut(n8n);
		back = forwardBy(8);
		vendor.setStatus(sent, 'Seen');
		expect(happened(await n8n.poll())).toEqual([[sent, 'Seen']]);
		back();
		back = forwardBy(12);
		vendor.setStatus(entered, 'Seen');
		vendor.setStatus(sent, 'Done');
		vendor.requests.length = 0;
		expect(happened(await n8n.poll())).toEqual([[sent, 'Done']]);
		expect(single()).toEqual([sent]);
	});

	it('is followed for 30 days unless told', async () => {
		const n8n = await published('statusChanged');
		await crowdOut(n8n);
		back = forwardBy(30);
		await n8n.poll();
		expect(single()).toHaveLength(3);
		back();
		back = forwardBy(31);
		await n8n.poll();
		expect(single()).toHaveLength(3);
	});

	it('is not followed when its status is final, or its files were what is watched', async () => {
		const n8n = await published('statusChanged', { finalStatuses: 'rejected, completed' });
		await crowdOut(n8n);
		await n8n.poll();
		expect(single().sort()).toEqual([sent, entered]);

		vendor.reset();
		const files = await published('filesAvailable');
		await crowdOut(files);
		expect(await files.poll()).toEqual([]);
		expect(single()).toEqual([]);
	});

	it('does no harm when the vendor does not know or show it', async () => {
		const n8n = await published('statusChanged');
		await crowdOut(n8n);
		const gone = vendor.referrals.findIndex(({ urn }) => urn === sent);
		(vendor.referrals as unknown[]).splice(gone, 1);
		vendor.fault({ kind: 'status', status: 401, match: { path: '/referral_status' } });
		for (const known of [entered, completed]) vendor.setStatus(known, 'Seen');
		expect(happened(await n8n.poll())).toEqual([[entered, 'Seen']]);
		expect(happened(await n8n.poll())).toEqual([[completed, 'Seen']]);
		expect(single()).toEqual(expect.arrayContaining([sent, entered, completed]));
	});

	it('is asked for again when it could not be, while the rest is reported', async () => {
		const n8n = await published('statusChanged');
		await crowdOut(n8n);
		const [urn] = vendor.seedReferrals(1);
		for (const known of [sent, entered, completed]) vendor.setStatus(known, 'Seen');
		vendor.fault({ kind: 'status', status: 500, match: { path: '/referral_status' }, times: Infinity });
		n8n.budgetMs = 2_000;
		expect(happened(await n8n.poll())).toEqual([[urn, 'Entered on System']]);
		expect(n8n.warnings).toEqual([expect.stringContaining('goes on with the next one')]);
		vendor.clearFaults();
		n8n.budgetMs = undefined;
		const found = [...(await n8n.poll()), ...(await n8n.poll())];
		expect(happened(found).sort()).toEqual([sent, entered, completed].map((known) => [known, 'Seen']));
		expect(await n8n.poll()).toEqual([]);
	});

	it('is followed over several polls when there are too many for one', async () => {
		const n8n = await published('statusChanged');
		await crowdOut(n8n);
		const urns = vendor.seedReferrals(40);
		await n8n.poll();
		for (const urn of urns) vendor.setStatus(urn, 'Seen');
		const older = vendor.referrals
			.filter(({ submitted }) => submitted)
			.slice(0, 43)
			.map(({ urn }) => urn);
		for (const urn of older) if (urn.startsWith('TST')) vendor.setStatus(urn, 'Seen');
		vendor.fault({ kind: 'latency', ms: 40, times: Infinity });
		n8n.budgetMs = 700;
		const found: string[] = [];
		let polls = 0;
		for (; polls < 12; polls++) {
			found.push(...(await n8n.poll()).map(({ referral_urn: urn }) => String(urn)));
		}
		const due = [...urns, ...older].filter((urn) => urn.startsWith('TST'));
		expect(found.sort()).toEqual(due.sort());
	}, 60_000);
});

it('keeps ids and hashes of at most some kilobytes', async () => {
	vendor.seedReferrals(97);
	const n8n = await published('statusChangedOrFilesAvailable');
	expect(JSON.stringify(n8n.state).length).toBeLessThan(3_000);
});
