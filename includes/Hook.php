<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

/** What WordPress calls on a hook: makes the service when the hook fires, and hands the call on. */
final class Hook {

	/** @param class-string $service */
	public function __construct(
		private readonly Services $services,
		public readonly string $service,
		public readonly string $method,
	) {}

	/** Called by WordPress, whose arguments are converted to the method's types as in any call of its own. */
	public function __invoke( mixed ...$arguments ): mixed {
		/** @var callable(mixed ...): mixed $call */
		$call = [ $this->services->get( $this->service ), $this->method ];
		return call_user_func_array( $call, $arguments );
	}
}
