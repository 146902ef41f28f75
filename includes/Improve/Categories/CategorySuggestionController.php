<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Categories;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Which category a conversation seems to belong to. */
final class CategorySuggestionController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/conversations/{id}/category-suggestion', 'show', Capability::Reply )
				->answers( Schema::closed( [ 'category' => Schema::int()->nullable() ] )->named( 'CategorySuggestion' ) ),
		];
	}

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly CategorySuggester $suggester,
	) {}

	/** The id of the category; null when nothing speaks for one. */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$found        = $this->conversations->by_public_id( $this->in_path( $request, 'id' ) );
		$conversation = $this->access->permitted( $found, Capability::Reply ) ?? throw new ConversationNotFound();
		return RouteResult::ok( [ 'category' => $this->suggester->suggest( $conversation )?->id ] );
	}
}
