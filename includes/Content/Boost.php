<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** How strongly an owner promotes a document in search results. The factor multiplies the document's score. */
enum Boost: string {

	case Low    = 'low';
	case Normal = 'normal';
	case High   = 'high';

	/** Factor of the document's score. With 0.6 and 1.6 a document moves past equally good ones, but not past clearly better ones. */
	public function factor(): float {
		return match ( $this ) {
			self::Low    => 0.6,
			self::Normal => 1.0,
			self::High   => 1.6,
		};
	}

	/** The level nearest to a stored factor. */
	public static function from_factor( float $factor ): self {
		return $factor < 0.9 ? self::Low : ( $factor > 1.1 ? self::High : self::Normal );
	}
}
