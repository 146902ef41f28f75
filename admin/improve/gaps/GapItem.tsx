import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Gap } from '../../../src/wire/wire';
import type { CorrectionOrigin } from '../../data/corrections';
import { changeGap } from '../../data/gaps';
import { pageFacts } from '../../data/page-facts';
import { shortDate } from '../../shared/times';
import { CorrectionEditor } from '../answers/CorrectionEditor';
import { AssignForm, IgnoreForm } from './GapForms';
import { GapDetails } from './GapDetails';
import { causeWord } from './words';

type Open = { kind: 'none' | 'details' | 'ignore' | 'assign' } | { kind: 'answer'; origin: CorrectionOrigin };

interface ItemProps {
	gap: Gap;
	opened: boolean;
	onDone: ( sentence: string ) => void;
	onSaved: () => void;
}

/** One gap: what was asked, how often, why there is no good answer, and what to do. */
export function GapItem( { gap, opened, onDone, onSaved }: ItemProps ) {
	const [ open, setOpen ] = useState< Open >( opened ? { kind: 'details' } : { kind: 'none' } );
	const { can, pages } = pageFacts();
	const close = (): void => setOpen( { kind: 'none' } );
	const toggle = ( kind: 'details' | 'ignore' | 'assign' ) => (): void => setOpen( open.kind === kind ? { kind: 'none' } : { kind } );
	const finished = ( sentence: string ): void => {
		close();
		onDone( sentence );
	};
	return (
		<li className="aaia-gap">
			<div className="aaia-gap__head">
				<div>
					<h2 dir="auto">{ gap.question }</h2>
					<p className="aaia-gap__facts">
						{ sprintf( /* translators: %s: a number. */ _n( 'asked once', 'asked %s times', gap.count, 'aaia-chatbot' ), String( gap.count ) ) }
						{ ' · ' }
						{ sprintf( /* translators: %d: a number: the higher, the worse. */ __( 'harm %d', 'aaia-chatbot' ), gap.harm ) }
						{ gap.languages.length > 1 && ` · ${ gap.languages.join( ', ' ) }` }
						{ gap.last_asked_at !== null && ` · ${ shortDate( gap.last_asked_at ) }` }
					</p>
				</div>
				{ gap.cause !== null && <span className={ `aaia-gap__cause is-${ gap.cause }` }>{ causeWord( gap.cause ) }</span> }
			</div>
			{ gap.evidence !== '' && <p>{ gap.evidence }</p> }
			{ gap.came_back && (
				<p className="aaia-gap__back">{ __( 'Back again: it was closed, and has been asked again since.', 'aaia-chatbot' ) }</p>
			) }
			{ gap.reason !== '' && (
				<p>{ sprintf( /* translators: %s: a reason. */ __( 'Ignored because: %s', 'aaia-chatbot' ), gap.reason ) }</p>
			) }
			{ gap.assignee !== null && (
				<p>
					{ sprintf( /* translators: %s: name of a person. */ __( 'Task of %s', 'aaia-chatbot' ), gap.assignee.name ) }
					{ gap.task !== '' && `: ${ gap.task }` }
				</p>
			) }
			<div className="aaia-gap__acts">
				{ can.manage && (
					<Button
						size="compact"
						variant="primary"
						aria-label={ sprintf( /* translators: %s: a question. */ __( 'Write the answer to “%s”', 'aaia-chatbot' ), gap.question ) }
						onClick={ () => setOpen( { kind: 'answer', origin: { gap: gap.id } } ) }
					>
						{ gap.state === 'answered' ? __( 'Change the answer', 'aaia-chatbot' ) : __( 'Write the answer', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button size="compact" variant="secondary" aria-expanded={ open.kind === 'details' } onClick={ toggle( 'details' ) }>
					{ __( 'Questions and passages', 'aaia-chatbot' ) }
				</Button>
				<Button size="compact" variant="tertiary" href={ `${ pages.inbox }&conversation=${ encodeURIComponent( gap.conversation ) }` }>
					{ __( 'Open the conversation', 'aaia-chatbot' ) }
				</Button>
				{ gap.pages.filter( ( page ) => page.edit_url !== null ).map( ( page ) => (
					<Button key={ page.edit_url } size="compact" variant="tertiary" href={ page.edit_url ?? '' }>
						{ sprintf( /* translators: %s: title of a page. */ __( 'Edit “%s”', 'aaia-chatbot' ), page.title ) }
					</Button>
				) ) }
				{ can.reply && (
					<Button size="compact" variant="tertiary" aria-expanded={ open.kind === 'assign' } onClick={ toggle( 'assign' ) }>
						{ __( 'Give to a colleague', 'aaia-chatbot' ) }
					</Button>
				) }
				{ can.reply && gap.state === 'open' && (
					<Button size="compact" variant="tertiary" aria-expanded={ open.kind === 'ignore' } onClick={ toggle( 'ignore' ) }>
						{ __( 'Ignore', 'aaia-chatbot' ) }
					</Button>
				) }
				{ can.reply && gap.state !== 'open' && (
					<Button
						size="compact"
						variant="tertiary"
						onClick={ () => void changeGap( gap.id, { state: 'open' } ).then( () => finished( __( 'Open again.', 'aaia-chatbot' ) ) ) }
					>
						{ __( 'Open again', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			{ open.kind === 'details' && (
				<GapDetails id={ gap.id } onLink={ ( document ) => setOpen( { kind: 'answer', origin: { gap: gap.id, document } } ) } />
			) }
			{ open.kind === 'ignore' && <IgnoreForm gap={ gap } onDone={ finished } /> }
			{ open.kind === 'assign' && <AssignForm gap={ gap } onDone={ finished } /> }
			{ open.kind === 'answer' && (
				<CorrectionEditor key={ open.origin.document ?? 0 } origin={ open.origin } onClose={ close } onFinished={ onSaved } />
			) }
		</li>
	);
}
