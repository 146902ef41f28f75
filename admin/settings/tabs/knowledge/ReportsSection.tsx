import { Button, Notice, SelectControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadReports, settleReport } from '../../../data/source-reports';
import { safeHref } from '../../../shared/safe-href';
import { Pager } from '../../Pager';
import { Section } from '../../Section';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import type { SourceReport } from '../../../../src/wire/wire';

/** Errors that visitors reported on sources of answers. */
export function ReportsSection() {
	const [ settled, setSettled ] = useState( false );
	const [ cursor, setCursor ] = useState< string | null >( null );
	const [ failure, setFailure ] = useState( '' );
	const page = useLoaded( useCallback( () => loadReports( settled, cursor ), [ settled, cursor ] ) );

	const settle = ( report: SourceReport ): void => {
		settleReport( report.id ).then( () => {
			speak( __( 'Marked as done.', 'aaia-chatbot' ) );
			page.reload();
		}, ( problem: unknown ) => setFailure( asProblem( problem ).message ) );
	};

	return (
		<Section
			title={ __( 'Errors reported by visitors', 'aaia-chatbot' ) }
			description={ __(
				'Visitors can report an error in a source of an answer. Until you mark the report as done, the conversation counts as badly rated.',
				'aaia-chatbot'
			) }
		>
			<div className="aaia-try">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Reports to show', 'aaia-chatbot' ) }
					value={ settled ? 'settled' : 'open' }
					options={ [
						{ value: 'open', label: __( 'To do', 'aaia-chatbot' ) },
						{ value: 'settled', label: __( 'Done', 'aaia-chatbot' ) },
					] }
					onChange={ ( choice ) => {
						setSettled( choice === 'settled' );
						setCursor( null );
					} }
				/>
			</div>
			{ [ page.problem, failure ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setFailure( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ page.value?.items.length === 0 && (
				<p>{ settled ? __( 'Nothing yet.', 'aaia-chatbot' ) : __( 'No open error reports.', 'aaia-chatbot' ) }</p>
			) }
			<ul className="aaia-library">
				{ ( page.value?.items ?? [] ).map( ( report ) => (
					<ReportRow key={ report.id } report={ report } onSettle={ settle } />
				) ) }
			</ul>
			<Pager cursor={ cursor } next={ page.value?.next_cursor } onGo={ setCursor } />
		</Section>
	);
}

function ReportRow( { report, onSettle }: { report: SourceReport; onSettle: ( report: SourceReport ) => void } ) {
	const { title, url, comment, conversation, created_at: at, settled } = report;
	const href = safeHref( url );
	return (
		<li>
			<div>
				<span dir="auto">
					{ href === null ? (
						title
					) : (
						<a href={ href } target="_blank" rel="noopener noreferrer">
							{ title }
						</a>
					) }
				</span>
				{ comment !== '' && (
					<p className="aaia-library__text" dir="auto">
						{ comment }
					</p>
				) }
				<p className="aaia-library__facts">
					<time dateTime={ at }>{ fullTime( at ) }</time>
				</p>
			</div>
			<div className="aaia-library__acts">
				{ conversation !== null && (
					<Button
						size="compact"
						variant="tertiary"
						href={ `admin.php?page=aaia-conversations&conversation=${ encodeURIComponent( conversation ) }` }
					>
						{ __( 'Open the conversation', 'aaia-chatbot' ) }
					</Button>
				) }
				{ /* translators: %s: title of a page. */ }
				{ ! settled && (
					<Button
						size="compact"
						variant="secondary"
						aria-label={ sprintf( __( 'Done: %s', 'aaia-chatbot' ), title ) }
						onClick={ () => onSettle( report ) }
					>
						{ __( 'Done', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</li>
	);
}
