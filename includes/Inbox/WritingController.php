<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CapReached;
use Aaia\Chatbot\Assistant\WritingHelp;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RateLimiter;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Llm\LlmFailure;

/** Help for agents who write a reply: improve, translate, shorten, draft from the knowledge. Nothing is stored but its usage. */
final class WritingController extends StaffController {

	/** Requests of one user in a minute. */
	private const PER_MINUTE = 20;

	private const DRAFT = 'draft';

	/** Characters, as many as a message has. */
	private const LONGEST = 10_000;

	public static function routes(): array {
		return [
			Operation::get( '/writing', 'show', Capability::Reply )
				->answers( Schema::closed( [ 'model' => Schema::bool() ] )->named( 'WritingHelp' ) ),
			Operation::post( '/conversations/{id}/writing', 'write', Capability::Reply )
				->takes( Schema::closed( [
					'task' => Schema::enum( WritingHelp::IMPROVE, WritingHelp::TRANSLATE, WritingHelp::SHORTEN, self::DRAFT ),
					'text' => Schema::text( self::LONGEST )->optional(),
				] ) )
				->answers( Schema::closed( [
					'text'    => Schema::string(),
					'sources' => Schema::list_of( Schema::closed( [ 'title' => Schema::string(), 'url' => Schema::string() ] ) ),
				] )->named( 'WrittenText' ) )
				->named( 'Write' ),
		];
	}

	public function __construct(
		private readonly ConversationFinder $finder,
		private readonly WritingHelp $help,
		private readonly RateLimiter $limiter,
	) {}

	/** Whether a model is configured: without one only drafts are possible. */
	public function show(): RouteResult {
		return RouteResult::ok( [ 'model' => $this->help->has_model() ] );
	}

	/** Rewrites `text`, or drafts a reply with its sources. Takes as long as an answer of the model. */
	public function write( Input $input, \WP_REST_Request $request ): RouteResult {
		$conversation = $this->finder->find( $this->in_path( $request, 'id' ), Capability::Reply );
		$wait         = $this->limiter->hit_by_user( 'writing', get_current_user_id(), self::PER_MINUTE );
		if ( null !== $wait ) {
			return RouteResult::too_many( $wait );
		}
		$text = $input->text( 'text' );
		$task = $input->text( 'task' );
		if ( WritingHelp::IMPROVE !== $task && WritingHelp::TRANSLATE !== $task && WritingHelp::SHORTEN !== $task ) {
			$draft = $this->help->draft( $conversation, $text );
			return null === $draft
				? RouteResult::problem( 404, 'aaia_no_draft', __( 'The knowledge has no answer to the visitor’s newest message.', 'aaia-chatbot' ) )
				: RouteResult::ok( $draft );
		}
		if ( ! $this->help->has_model() ) {
			$sentence = __( 'This needs a language model, and none is configured.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_no_model', $sentence );
		}
		if ( '' === trim( $text ) ) {
			return RouteResult::problem( 400, 'aaia_no_text', __( 'Type something first.', 'aaia-chatbot' ) );
		}
		try {
			return RouteResult::ok( [ 'text' => $this->help->rewrite( $task, $text, $conversation ), 'sources' => [] ] );
		} catch ( CapReached ) {
			$sentence = __( 'The owner’s cap of costs is reached for today or this month.', 'aaia-chatbot' );
			return RouteResult::problem( 409, 'aaia_cap_reached', $sentence );
		} catch ( LlmFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Writing help: ' . $failure->getMessage() );
			return RouteResult::problem( 502, 'aaia_model_failed', __( 'The model did not answer. Try again in a moment.', 'aaia-chatbot' ) );
		}
	}
}
