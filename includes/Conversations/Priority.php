<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** How urgent a conversation is, as staff set it. The number is what the table holds: the higher, the more urgent. */
enum Priority: int {

	case None   = 0;
	case Low    = 1;
	case Medium = 2;
	case High   = 3;
	case Urgent = 4;

	/** @return list<string> Names in the API, from none to urgent. */
	public static function words(): array {
		return array_map( static fn( self $priority ): string => $priority->word(), self::cases() );
	}

	public static function from_word( string $word ): ?self {
		foreach ( self::cases() as $priority ) {
			if ( $priority->word() === $word ) {
				return $priority;
			}
		}
		return null;
	}

	/** Its name in the API, such as `urgent`. */
	public function word(): string {
		return strtolower( $this->name );
	}
}
