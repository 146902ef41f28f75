import { Button, Notice, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { exportGaps, listGaps } from '../../data/gaps';
import { pageFacts } from '../../data/page-facts';
import { ActionNotice } from '../../settings/ActionNotice';
import { usePlace } from '../../shared/place';
import { saveFile } from '../../shared/save-file';
import { useLoaded } from '../../shared/use-loaded';
import { GapItem } from './GapItem';

type View = 'open' | 'mine' | 'answered' | 'ignored';

const PAGE = 30;
const MOST = 500;

/** What an empty list says: what would stand in it. */
function nothingIn( view: View ): string {
	switch ( view ) {
		case 'open': return __( 'No gap now. Answers that go wrong come here by themselves.', 'aaia-chatbot' );
		case 'mine': return __( 'No gap was given to you. “Give to a colleague” under a gap does that.', 'aaia-chatbot' );
		case 'answered': return __( 'No gap was answered yet. “Write the answer” under an open gap does that.', 'aaia-chatbot' );
		case 'ignored': return __( 'No gap is ignored.', 'aaia-chatbot' );
	}
}

/** Questions that the assistant answers badly or not at all, the most harmful first. */
export function GapsTab() {
	const [ view, setView ] = useState< View >( 'open' );
	const [ limit, setLimit ] = useState( PAGE );
	const opened = usePlace().part;
	const load = useCallback( () => listGaps( { state: view === 'mine' ? 'open' : view, mine: view === 'mine', limit } ), [ view, limit ] );
	const { value, problem, reload } = useLoaded( load );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const done = ( sentence: string ): void => {
		setSaid( { ok: true, sentence } );
		reload();
	};
	const download = (): void => {
		exportGaps( view === 'mine' ? 'open' : view ).then(
			( file ) => saveFile( file, 'gaps.csv' ),
			( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } )
		);
	};
	const counted = ( word: string, state: string ): string =>
		value === null
			? word
			: sprintf(
				/* translators: 1: a state, such as "Open", 2: a number. */
				__( '%1$s (%2$d)', 'aaia-chatbot' ),
				word,
				value.counts[ state ] ?? 0
			);
	return (
		<div className="aaia-gaps">
			<p>
				{ __(
					'Questions that were refused, weakly supported, badly rated, reported or handed to a person, in all languages. The most harmful come first.',
					'aaia-chatbot'
				) }
			</p>
			<div className="aaia-gaps__bar">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Show', 'aaia-chatbot' ) }
					value={ view }
					options={ [
						{ value: 'open', label: counted( __( 'Open', 'aaia-chatbot' ), 'open' ) },
						{ value: 'mine', label: __( 'My tasks', 'aaia-chatbot' ) },
						{ value: 'answered', label: counted( __( 'Answered', 'aaia-chatbot' ), 'answered' ) },
						{ value: 'ignored', label: counted( __( 'Ignored', 'aaia-chatbot' ), 'ignored' ) },
					] }
					onChange={ ( chosen ) => setView( chosen as View ) }
				/>
				{ pageFacts().can.export && (
					<Button __next40pxDefaultSize variant="secondary" onClick={ download }>
						{ __( 'Export (CSV)', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ said && <ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } /> }
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && <p>{ nothingIn( view ) }</p> }
			{ value !== null && value.items.length > 0 && (
				<ul className="aaia-gaps__list">
					{ value.items.map( ( gap ) => (
						<GapItem key={ gap.id } gap={ gap } opened={ gap.id === opened } onDone={ done } onSaved={ reload } />
					) ) }
				</ul>
			) }
			{ value?.more && limit < MOST && (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => setLimit( Math.min( MOST, limit + PAGE ) ) }>
					{ __( 'Show more', 'aaia-chatbot' ) }
				</Button>
			) }
		</div>
	);
}
