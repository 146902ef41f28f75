<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;

/** Says in words what a rule failed of, beside PHP's own words. */
final class FaultWords {

	/** @param string $fault As BoundedRegex reports it, in English. */
	public static function of( string $fault ): string {
		return 1 === preg_match( '/limit|stack/i', $fault )
			/* translators: %s: PHP's own words, in English. */
			? sprintf( __( 'The regular expression takes too much work (%s).', 'aaia-chatbot' ), $fault )
			: $fault;
	}
}
