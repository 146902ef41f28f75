<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** A page that must not be asked for, found out before a request or between two of a chain of redirects. */
final class CrawlForbidden extends \RuntimeException {

	public function __construct( public readonly WebFault $fault ) {
		parent::__construct( $fault->value );
	}
}
