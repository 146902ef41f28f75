<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** How much an owner wants a document to be found: it multiplies its score. */
enum Boost: string {

	case Low    = 'low';
	case Normal = 'normal';
	case High   = 'high';

	/** Factor of the document's score. At 0.6 and 1.6 a document passes equally good ones, and does not cover better ones. */
	public function factor(): float {
		return match ( $this ) {
			self::Low    => 0.6,
			self::Normal => 1.0,
			self::High   => 1.6,
		};
	}

	/** The choice that a stored factor stands for. */
	public static function from_factor( float $factor ): self {
		return $factor < 0.9 ? self::Low : ( $factor > 1.1 ? self::High : self::Normal );
	}
}
