<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** Passes every event to other plugins through the action `aaia_chatbot_event`. */
final class HookSubscriber implements Subscriber {

	public function name(): string {
		return 'hooks';
	}

	public function on( Event $event ): void {
		/**
		 * Every event, in order, at least once.
		 *
		 * @param string                     $type  Such as `support.requested`.
		 * @param Event                      $event The event.
		 */
		do_action( 'aaia_chatbot_event', $event->type->value, $event );
	}
}
