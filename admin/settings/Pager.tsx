import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface PagerProps {
	/** Cursor of the page shown; null for the first. */
	cursor: string | null;
	/** Cursor of the next page; null or undefined after the last, and while it is loading. */
	next: string | null | undefined;
	onGo: ( cursor: string | null ) => void;
	compact?: boolean;
}

/** Below a list, newest first: to the next page, and back to the first. */
export function Pager( { cursor, next, onGo, compact = false }: PagerProps ) {
	const size = compact ? { size: 'compact' as const } : { __next40pxDefaultSize: true as const };
	return (
		<div className="aaia-library__acts">
			{ cursor !== null && (
				<Button { ...size } variant="tertiary" onClick={ () => onGo( null ) }>
					{ __( 'Back to the newest', 'aaia-chatbot' ) }
				</Button>
			) }
			{ next != null && (
				<Button { ...size } variant="secondary" onClick={ () => onGo( next ) }>
					{ __( 'Older', 'aaia-chatbot' ) }
				</Button>
			) }
		</div>
	);
}
