/** @jsxImportSource preact */
import { Icon } from './Icon';

/** Who answers: a person's picture, else their initials; the assistant's icon without either. */
export function Face( { picture, initials }: { picture?: string; initials?: string } ) {
	return (
		<span class="face" aria-hidden="true">
			{ picture ? <img src={ picture } alt="" /> : initials || <Icon name="spark" /> }
		</span>
	);
}
