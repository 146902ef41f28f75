import { Button, Dropdown } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { StaffReview } from '../../../src/wire/wire';
import type { Verdict } from '../../data/reviews';
import { ReviewForm } from './ReviewForm';
import { reviewWords } from './review-words';

/** What staff say of an answer: who, how, when. */
export function ReviewLine( { review }: { review: StaffReview } ) {
	return (
		<p className={ `aaia-review__line is-${ review.verdict }` }>
			<span>{ reviewWords( review ) }</span>
			{ review.note && <q dir="auto">{ review.note }</q> }
		</p>
	);
}

/** A button that opens the verdicts on an answer. */
export function ReviewMenu( { review, onSave }: {
	review: StaffReview | null;
	onSave: ( verdict: Verdict | null, note: string ) => Promise< unknown >;
} ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start', shift: true } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button variant="link" className="aaia-review__open" aria-haspopup="dialog" aria-expanded={ isOpen } onClick={ onToggle }>
					{ review ? __( 'Change the verdict', 'aaia-chatbot' ) : __( 'Judge this answer', 'aaia-chatbot' ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => (
				<div role="dialog" aria-label={ __( 'Judge this answer', 'aaia-chatbot' ) }>
					<ReviewForm review={ review } onSave={ onSave } onSaved={ onClose } />
				</div>
			) }
		/>
	);
}
