<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\PublicNames;

/** Canned replies: texts that agents insert by typing a slash and a code. */
final class CannedRepliesController extends StaffController {

	/** Characters; a reply may have 10,000. */
	private const MAX_TEXT = 4000;

	public static function routes(): array {
		$fields = [
			'code'   => Schema::text( 41 ),
			'title'  => Schema::text( 120 ),
			'folder' => Schema::text( 60 ),
			'text'   => Schema::text( self::MAX_TEXT ),
			'shared' => Schema::bool(),
		];
		$list   = Schema::closed( [
			'items'    => Schema::list_of( self::schema() ),
			'values'   => Schema::closed( [ 'agent_name' => Schema::string(), 'site_name' => Schema::string() ] ),
			'examples' => Schema::bool(),
		] )->named( 'CannedReplies' );
		return [
			Operation::get( '/canned-replies', 'list', Capability::Reply )
				->takes( Schema::closed( [ 'search' => Schema::text( 200 )->optional() ] ) )
				->answers( $list ),
			Operation::post( '/canned-replies', 'add', Capability::Reply )
				->takes( Schema::closed( [
					'code'   => $fields['code'],
					'title'  => $fields['title']->optional(),
					'folder' => $fields['folder']->optional(),
					'text'   => $fields['text'],
					'shared' => $fields['shared']->optional(),
				] ) )
				->answers( self::schema() ),
			Operation::patch( '/canned-replies/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( array_map( static fn( Schema $field ): Schema => $field->optional(), $fields ) ) )
				->answers( self::schema() )
				->named( 'ChangeCannedReply' ),
			Operation::delete( '/canned-replies/{id}', 'delete', Capability::Reply )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
			Operation::post( '/canned-replies/examples', 'add_examples', Capability::Manage )
				->takes( Schema::closed( [ 'languages' => Schema::list_of( Schema::enum( ...ExampleReplies::LANGUAGES ), 2 ) ] ) )
				->answers( $list )
				->named( 'AddExampleReplies' ),
		];
	}

	public function __construct(
		private readonly CannedReplyService $service,
		private readonly PublicNames $names,
	) {}

	/**
	 * The shared replies and the current user's own. `values` fills variables that are the same in all conversations; `examples`: offer
	 * to add the examples.
	 */
	public function list( Input $input ): RouteResult {
		$user = get_current_user_id();
		return RouteResult::ok( [
			'items'    => array_map( self::wire( ... ), $this->service->visible_to( $user, $input->line( 'search' ) ) ),
			'values'   => [
				'agent_name' => (string) $this->names->of( $user ),
				'site_name'  => wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
			],
			'examples' => $this->service->offers_examples(),
		] );
	}

	public function add( Input $input ): RouteResult {
		try {
			return RouteResult::created( self::wire( $this->service->add( self::fields( $input ), get_current_user_id() ) ) );
		} catch ( CannedReplyRefused $refusal ) {
			return self::refused( $refusal );
		}
	}

	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		try {
			$reply = $this->service->change( (int) $this->in_path( $request, 'id' ), self::fields( $input ), get_current_user_id() );
			return null === $reply ? RouteResult::not_found() : RouteResult::ok( self::wire( $reply ) );
		} catch ( CannedReplyRefused $refusal ) {
			return self::refused( $refusal );
		}
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		try {
			return $this->service->delete( (int) $this->in_path( $request, 'id' ), get_current_user_id() )
				? RouteResult::ok( [ 'deleted' => true ] )
				: RouteResult::not_found();
		} catch ( CannedReplyRefused $refusal ) {
			return self::refused( $refusal );
		}
	}

	/** Adds the examples in some languages, or with none declines them: they are not offered again. */
	public function add_examples( Input $input ): RouteResult {
		$languages = $input->all()['languages'] ?? [];
		$languages = is_array( $languages ) ? array_values( array_intersect( ExampleReplies::LANGUAGES, $languages ) ) : [];
		$this->service->add_examples( $languages, get_current_user_id() );
		return $this->list( new Input( [] ) );
	}

	/** @return array{code?: string, title?: string, folder?: string, text?: string, shared?: bool} The fields that were sent. */
	private static function fields( Input $input ): array {
		$fields = [];
		foreach ( [ 'code', 'title', 'folder' ] as $name ) {
			if ( $input->has( $name ) ) {
				$fields[ $name ] = $input->line( $name );
			}
		}
		if ( $input->has( 'text' ) ) {
			$fields['text'] = $input->text( 'text' );
		}
		if ( $input->has( 'shared' ) ) {
			$fields['shared'] = $input->bool( 'shared' );
		}
		return $fields;
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'       => Schema::int(),
			'code'     => Schema::string(),
			'title'    => Schema::string(),
			'folder'   => Schema::string(),
			'text'     => Schema::string(),
			'shared'   => Schema::bool(),
			'editable' => Schema::bool(),
		] )->named( 'CannedReply' );
	}

	/** @return array<string, mixed> */
	private static function wire( CannedReply $reply ): array {
		return [
			'id'       => $reply->id,
			'code'     => $reply->code,
			'title'    => $reply->title,
			'folder'   => $reply->folder,
			'text'     => $reply->text,
			'shared'   => $reply->is_shared(),
			'editable' => ! $reply->is_shared() || Capability::Manage->allowed(),
		];
	}

	private static function refused( CannedReplyRefused $refusal ): RouteResult {
		return RouteResult::problem( $refusal->status, $refusal->reason, $refusal->getMessage() );
	}
}
