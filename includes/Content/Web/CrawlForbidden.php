<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** A page must not be requested. Thrown before a request, or between two redirects. */
final class CrawlForbidden extends \RuntimeException {

	public function __construct( public readonly WebFault $fault ) {
		parent::__construct( $fault->value );
	}
}
