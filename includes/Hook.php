<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

/** A callback for a hook: makes the service when the hook fires, and calls its method. */
final class Hook {

	/** @param class-string $service */
	public function __construct(
		private readonly Services $services,
		public readonly string $service,
		public readonly string $method,
	) {}

	/** Called without strict types, so that arguments are converted as in a call by WordPress. */
	public function __invoke( mixed ...$arguments ): mixed {
		/** @var callable(mixed ...): mixed $call */
		$call = [ $this->services->get( $this->service ), $this->method ];
		return call_user_func_array( $call, $arguments );
	}
}
