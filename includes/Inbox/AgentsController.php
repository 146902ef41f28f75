<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Those whom a conversation can be assigned to. */
final class AgentsController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/agents', 'list', Capability::Reply )
				->takes( Schema::closed( [ 'search' => Schema::text( 60 )->optional() ] ) )
				->answers( Schema::closed( [
					'items' => Schema::list_of( Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->named( 'StaffAgent' ) ),
					'more'  => Schema::bool(),
				] )->named( 'StaffAgents' ) )
				->named( 'ListAgents' ),
		];
	}

	public function __construct( private readonly AgentNames $agents ) {}

	/** Agents by name; `search` is a part of a name. `more`: there are more than are listed. */
	public function list( Input $input ): RouteResult {
		$found = $this->agents->all( $input->line( 'search' ), AgentNames::LISTED + 1 );
		return RouteResult::ok( [
			'items' => array_slice( $found, 0, AgentNames::LISTED ),
			'more'  => count( $found ) > AgentNames::LISTED,
		] );
	}
}
