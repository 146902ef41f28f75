import { __ } from '@wordpress/i18n';
import type { ComponentType } from 'react';
import { pageFacts } from '../data/page-facts';
import { AnswersTab } from './answers/AnswersTab';
import { BenchTab } from './bench/BenchTab';
import { ChangesTab } from './changes/ChangesTab';
import { GapsTab } from './gaps/GapsTab';
import { LessonsTab } from './lessons/LessonsTab';
import { TodayTab } from './today/TodayTab';

export interface ImproveTab {
	name: string;
	title: string;
	Content: ComponentType;
}

/** The tabs there are, in order. A tab is a folder beside this file and one entry here. */
export function improveTabs(): ImproveTab[] {
	const { manage } = pageFacts().can;
	return [
		{ name: 'today', title: __( 'Today', 'aaia-chatbot' ), Content: TodayTab },
		{ name: 'gaps', title: __( 'Gaps', 'aaia-chatbot' ), Content: GapsTab },
		...( manage ? [
			{ name: 'answers', title: __( 'Corrected answers', 'aaia-chatbot' ), Content: AnswersTab },
			{ name: 'bench', title: __( 'Test bench', 'aaia-chatbot' ), Content: BenchTab },
			{ name: 'changes', title: __( 'Changes', 'aaia-chatbot' ), Content: ChangesTab },
		] : [] ),
		{ name: 'lessons', title: __( 'Lessons', 'aaia-chatbot' ), Content: LessonsTab },
	];
}
