import { Notice } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useDispatch } from '@wordpress/data';
import { PluginDocumentSettingPanel } from '@wordpress/editor';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';
import { asProblem } from '../data/api';
import { ignoreFinding } from '../data/health';
import { FindingCard } from '../shared/FindingCard';
import { useEditedPost } from './use-editor';
import { usePostHealth } from './use-post-health';
import type { KnowledgeFinding } from '../../src/wire/wire';

const NOTICE = 'aaia-health';

/** Sidebar panel with the errors that the assistant would repeat from this page. A notice announces them after saving. */
export function HealthPanel() {
	const { id, isSaving } = useEditedPost( false );
	const { health, problem, reload } = usePostHealth( id, isSaving );
	const [ failure, setFailure ] = useState( '' );
	const open = ( health?.items ?? [] ).filter( ( { ignored } ) => ! ignored );
	const ignored = ( health?.items ?? [] ).filter( ( finding ) => finding.ignored );
	useNoticeAfterSaving( open.length, isSaving );

	const ignore = ( finding: KnowledgeFinding ): void => {
		if ( finding.id !== null ) {
			ignoreFinding( finding.id, ! finding.ignored ).then( () => {
				speak(
					finding.ignored
						? __( 'Back in the list.', 'aaia-chatbot' )
						: __( 'Ignored until the text of the page changes.', 'aaia-chatbot' )
				);
				reload();
			}, ( reason: unknown ) => setFailure( asProblem( reason ).message ) );
		}
	};

	const title = open.length === 0
		? __( 'AAIA: knowledge check', 'aaia-chatbot' )
		/* translators: %d: number of things found wrong. */
		: sprintf( __( 'AAIA: knowledge check (%d)', 'aaia-chatbot' ), open.length );
	return (
		<PluginDocumentSettingPanel name="aaia-health" title={ title } className="aaia-editor">
			{ [ problem, failure ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" isDismissible={ false }>
					{ sentence }
				</Notice>
			) ) }
			{ health !== null && open.length === 0 && (
				<p>
					{ health.known
						? __( 'No problems found on this page.', 'aaia-chatbot' )
						: __(
								'The assistant doesn’t answer from this page, so it isn’t checked. A page is checked once before it is published.',
								'aaia-chatbot'
							) }
				</p>
			) }
			<ul className="aaia-findings">
				{ open.map( ( finding ) => (
					<FindingCard key={ finding.id } finding={ finding } here={ id } onIgnore={ ignore } />
				) ) }
			</ul>
			{ ignored.length > 0 && (
				<details>
					<summary>
						{ sprintf(
							/* translators: %d: number of findings. */ _n( '%d ignored', '%d ignored', ignored.length, 'aaia-chatbot' ),
							ignored.length
						) }
					</summary>
					<ul className="aaia-findings">
						{ ignored.map( ( finding ) => (
							<FindingCard key={ finding.id } finding={ finding } here={ id } onIgnore={ ignore } />
						) ) }
					</ul>
				</details>
			) }
		</PluginDocumentSettingPanel>
	);
}

/** Shows a notice about new findings after a save, and removes it when all are fixed. */
function useNoticeAfterSaving( found: number, isSaving: boolean ): void {
	const { createWarningNotice, removeNotice } = useDispatch( noticesStore );
	const saved = useRef( false );
	useEffect( () => {
		saved.current = saved.current || isSaving;
	}, [ isSaving ] );
	useEffect( () => {
		if ( ! saved.current || isSaving ) {
			return;
		}
		if ( found === 0 ) {
			void removeNotice( NOTICE );
		} else {
			void createWarningNotice(
				sprintf(
					/* translators: %d: number of things found wrong. */
					_n(
						'The assistant answers from this page, and %d problem was found: see “AAIA: knowledge check” in the page settings.',
						'The assistant answers from this page, and %d problems were found: see “AAIA: knowledge check” in the page settings.',
						found,
						'aaia-chatbot'
					),
					found
				),
				{ id: NOTICE, isDismissible: true }
			);
		}
	}, [ found, isSaving, createWarningNotice, removeNotice ] );
}
