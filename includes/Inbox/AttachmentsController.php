<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\Attachment;
use Aaia\Chatbot\Conversations\Attachments\AttachmentLimits;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRepository;
use Aaia\Chatbot\Conversations\Attachments\AttachmentResponse;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\NotFound;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Files for staff: upload one, read those of conversations they may see, remove one that is not sent. */
final class AttachmentsController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/attachments', 'limits', Capability::Reply )
				->answers( AttachmentLimits::schema()->nullable() )
				->named( 'ReadAttachmentLimits' ),
			Operation::post( '/attachments', 'add', Capability::Reply )->answers( AttachmentResponse::schema() ),
			Operation::get( '/attachments/{id}', 'read', Capability::View )
				->takes( Schema::closed( [ 'size' => Schema::enum( 'thumbnail' )->optional() ] ) ),
			Operation::delete( '/attachments/{id}', 'remove', Capability::Reply )->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly AttachmentRepository $attachments,
		private readonly AttachmentService $service,
		private readonly AttachmentResponse $response,
		private readonly AttachmentLimits $limits,
		private readonly ConversationAccess $access,
		private readonly ConversationRepository $conversations,
	) {}

	/** What may be attached, for a composer; null when nothing may. */
	public function limits( Input $input, \WP_REST_Request $request ): RouteResult {
		return RouteResult::ok( $this->limits->for_browser( true, rest_url( self::API . '/attachments' ) ) );
	}

	/** Takes a file in: `multipart/form-data` with the field `file`. Its id is named in a message's `attachments`. */
	public function add( Input $input, \WP_REST_Request $request ): RouteResult {
		try {
			[ 'path' => $path, 'name' => $name ] = $this->response->upload( $request );
			return RouteResult::created( AttachmentResponse::one( $this->service->add_by_agent( get_current_user_id(), $path, $name ) ) );
		} catch ( AttachmentRefused $refused ) {
			return AttachmentResponse::problem( $refused );
		}
	}

	/** The file itself; with `size=thumbnail` a small picture, where there is one. */
	public function read( Input $input, \WP_REST_Request $request ): RouteResult {
		$attachment = $this->visible( $this->in_path( $request, 'id' ) );
		return $this->response->file( $attachment, '' !== $input->text( 'size' ), $request );
	}

	/** Removes a file of one's own that is not sent. */
	public function remove( Input $input, \WP_REST_Request $request ): RouteResult {
		$attachment = $this->visible( $this->in_path( $request, 'id' ) );
		return get_current_user_id() === $attachment->user_id && $this->service->remove( $attachment )
			? RouteResult::ok( [ 'deleted' => true ] )
			: RouteResult::not_found();
	}

	/** A file of a conversation that the user may see, or one of their own that is not sent. @throws NotFound */
	private function visible( string $id ): Attachment {
		$attachment = $this->attachments->by_public_id( $id );
		if ( null !== $attachment && null === $attachment->message_id && get_current_user_id() === $attachment->user_id ) {
			return $attachment;
		}
		// What a visitor has not sent is nobody else's to see.
		$conversation = null === $attachment?->message_id || null === $attachment->conversation_id
			? null
			: $this->access->permitted( $this->conversations->by_id( $attachment->conversation_id ) );
		return null === $conversation || null === $attachment ? throw new NotFound() : $attachment;
	}
}
