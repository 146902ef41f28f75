<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Alerts\Rules\RuleTest;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;

/** POST /alert-rules/{id}/test: sends the rule's mail to its recipients at once, marked as a test. */
final class TestRule extends TestRoute {

	public function __construct(
		private readonly RuleRepository $rules,
		private readonly RuleBook $book,
		private readonly RuleTest $test,
	) {}

	public function path(): string {
		return '/alert-rules/{id}/test';
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$id   = $this->in_path( $request, 'id' );
		$rule = RuleBook::BUILT_IN === $id ? $this->book->built_in() : $this->rules->by_public_id( $id );
		return null === $rule ? RouteResult::not_found() : RouteResult::ok( $this->test->send( $rule ) );
	}
}
