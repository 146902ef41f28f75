<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Attached files: stores them, adds them to messages, erases them.
 *
 * A file is uploaded first and named in a message afterwards. What is never sent is deleted after a day. The row is written before the
 * file and outlives it, so no file is forgotten on the disk, whatever breaks in between.
 */
final class AttachmentService {

	/** Characters of a name, its ending included. */
	private const NAME = 120;

	/** Extensions of files that some server or computer runs. Inside a name they lose their dot. */
	private const RUN = 'php\d*|phtml|phar|phps|html?|xhtml|svgz?|js|mjs|cgi|pl|py|rb|sh|'
		. 'aspx?|jspx?|exe|com|bat|cmd|scr|msi|vbs|ps1|lnk|htaccess';

	/** Files whose deletion is tried in one go. */
	private const BATCH = 500;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationRepository $conversations,
		private readonly AttachmentRepository $attachments,
		private readonly AttachmentFolder $folder,
		private readonly AttachmentLimits $limits,
		private readonly Clock $clock,
	) {}

	/**
	 * Stores an agent's file.
	 *
	 * @param string $path Where the upload is; it is copied.
	 * @param string $name What its owner calls it.
	 *
	 * @throws AttachmentRefused
	 */
	public function add_by_agent( int $user_id, string $path, string $name ): Attachment {
		if ( $this->attachments->count_unsent_by_user( $user_id ) >= AttachmentLimits::UNSENT ) {
			throw new AttachmentRefused( __( 'Send or remove the files that you attached before.', 'aaia-chatbot' ), 429 );
		}
		return $this->add( $path, $name, $this->limits->kinds( true ), [ 'user_id' => $user_id ] );
	}

	/**
	 * Stores a visitor's file for a conversation of theirs.
	 *
	 * @throws AttachmentRefused
	 */
	public function add_by_visitor( Visitor $visitor, Conversation $conversation, string $path, string $name ): Attachment {
		$day = $this->clock->now()->modify( '-1 day' );
		if ( $this->attachments->count_by_visitor( (int) $visitor->id, $day ) >= AttachmentLimits::VISITOR_DAY ) {
			throw new AttachmentRefused( __( 'You have sent many files today. Please send more tomorrow.', 'aaia-chatbot' ), 429 );
		}
		$this->check_conversation( $conversation->id, 1 );
		$owner = [ 'visitor_id' => (int) $visitor->id, 'conversation_id' => $conversation->id ];
		return $this->add( $path, $name, $this->limits->kinds( false ), $owner );
	}

	/**
	 * Locks the files that a message names, and checks that its author uploaded them and has not sent them yet.
	 *
	 * Inside the transaction that stores the message.
	 *
	 * @param list<string> $public_ids
	 * @param ?int         $user_id    The agent; null for a visitor. A visitor whose old conversation is over sends into a new one: files
	 *                                 go along.
	 *
	 * @return list<Attachment>
	 *
	 * @throws AttachmentRefused
	 */
	public function lock_for_message( array $public_ids, int $conversation_id, ?int $user_id, ?int $visitor_id ): array {
		if ( [] === $public_ids ) {
			return [];
		}
		$public_ids = array_values( array_unique( $public_ids ) );
		if ( count( $public_ids ) > AttachmentLimits::PER_MESSAGE ) {
			throw new AttachmentRefused( self::too_many() );
		}
		$found = array_filter(
			$this->attachments->lock_unsent( $public_ids ),
			static fn( Attachment $one ): bool => $one->user_id === $user_id && $one->visitor_id === $visitor_id,
		);
		if ( count( $found ) < count( $public_ids ) ) {
			throw new AttachmentRefused(
				__( 'A file of this message is no longer there. Remove it and attach it again.', 'aaia-chatbot' ),
				409,
			);
		}
		if ( null !== $user_id ) {
			$this->check_conversation( $conversation_id, count( $found ) );
		}
		return array_values( $found );
	}

	/**
	 * Gives files to the message that names them. Inside its transaction.
	 *
	 * @param list<Attachment> $attachments
	 */
	public function give_to_message( array $attachments, int $conversation_id, int $message_id ): void {
		foreach ( $attachments as $attachment ) {
			$this->attachments->change(
				$attachment->public_id,
				[ 'conversation_id' => $conversation_id, 'message_id' => $message_id ],
			);
		}
	}

	/** Deletes a file that was not sent. @return bool Whether it was there. */
	public function remove( Attachment $attachment ): bool {
		$removed = $this->attachments->mark_erased( $attachment->id );
		if ( $removed ) {
			$this->delete_file( $attachment->id, $attachment->stored );
		}
		return $removed;
	}

	/** Marks the files of a conversation as erased, for delete_erased(). Inside the transaction that erases the conversation. */
	public function forget( int $conversation_id ): void {
		$this->attachments->mark_erased_of( $conversation_id );
	}

	/**
	 * Deletes erased files: of one conversation, or all that are left over.
	 *
	 * @return int How many are gone. The others stay in the table, and are tried again by PurgeAttachments.
	 */
	public function delete_erased( ?int $conversation_id = null ): int {
		$deleted = 0;
		$after   = 0;
		do {
			$files = $this->attachments->erased( $conversation_id, $after, self::BATCH );
			foreach ( $files as [ 'id' => $id, 'stored' => $stored ] ) {
				$deleted += $this->delete_file( $id, $stored ) ? 1 : 0;
				$after    = $id;
			}
		} while ( self::BATCH === count( $files ) );
		return $deleted;
	}

	/** The name to show: one line, no path, no signs that turn it around, the ending of its real format, no ending that is run inside. */
	public static function clean_name( string $name, FileType $type ): string {
		$name = Text::line( (string) preg_replace( '#^.*[/\\\\]#s', '', Text::valid( $name ) ) );
		$name = (string) preg_replace( '/[\p{C}<>:"|?*\[\]]+/u', '', $name );
		$base = (string) preg_replace( '/\.[^.]*\z/', '', $name );
		$base = trim( (string) preg_replace( '/\.(?=(?:' . self::RUN . ')(?:\.|\z))/i', '_', $base ), " .\u{A0}" );
		$end  = strtolower( pathinfo( $name, PATHINFO_EXTENSION ) );
		$end  = FileType::Jpeg === $type && 'jpeg' === $end ? $end : $type->extension();
		$base = mb_substr( $base, 0, self::NAME - 1 - strlen( $end ) );
		return ( '' === $base ? __( 'file', 'aaia-chatbot' ) : $base ) . '.' . $end;
	}

	/**
	 * A message's words with the names of its files, one a line: for lists, mails and searches.
	 *
	 * @param list<Attachment> $attachments
	 */
	public static function text( string $words, array $attachments ): string {
		$lines = array_map( static fn( Attachment $one ): string => '📎 ' . $one->name, $attachments );
		return trim( $words . "\n\n" . implode( "\n", $lines ) );
	}

	public static function too_many(): string {
		return sprintf(
			/* translators: %d: number of files. */
			__( 'At most %d files fit in one message.', 'aaia-chatbot' ),
			AttachmentLimits::PER_MESSAGE,
		);
	}

	/** Why a file is refused that is too large, also when PHP refused it before us. */
	public function too_large(): AttachmentRefused {
		return new AttachmentRefused(
			/* translators: %s: size such as "10 MB". */
			sprintf( __( 'This file is too large. Files can have up to %s.', 'aaia-chatbot' ), (string) size_format( $this->limits->max_bytes() ) ),
			AttachmentRefused::TOO_LARGE,
		);
	}

	/**
	 * @param list<AttachmentKind>      $kinds
	 * @param array<string, string|int> $owner Columns.
	 *
	 * @throws AttachmentRefused
	 */
	private function add( string $path, string $name, array $kinds, array $owner ): Attachment {
		if ( [] === $kinds ) {
			throw new AttachmentRefused( __( 'Files cannot be attached here.', 'aaia-chatbot' ), 403 );
		}
		$size = is_file( $path ) ? (int) filesize( $path ) : 0;
		if ( 0 === $size ) {
			throw new AttachmentRefused( __( 'This file is empty.', 'aaia-chatbot' ) );
		}
		if ( $size > $this->limits->max_bytes() ) {
			throw $this->too_large();
		}
		$type = FileType::of( $path, $name );
		if ( null === $type || ! in_array( $type->kind(), $kinds, true ) ) {
			throw new AttachmentRefused(
				sprintf(
					/* translators: %s: kinds of files, such as "images, PDF". */
					__( 'This kind of file cannot be attached. Allowed: %s.', 'aaia-chatbot' ),
					AttachmentLimits::names( $kinds ),
				),
				415,
			);
		}
		$room = $this->limits->total_bytes() * ( isset( $owner['visitor_id'] ) ? AttachmentLimits::VISITORS_SHARE : 1 );
		if ( $this->attachments->total_size() + $size > $room ) {
			throw new AttachmentRefused( __( 'There is no more room for files on this site.', 'aaia-chatbot' ), 507 );
		}
		return $this->store( $path, $type, $owner + [ 'name' => self::clean_name( $name, $type ), 'size' => $size ] );
	}

	/**
	 * @param array<string, string|int> $data Columns.
	 *
	 * @throws AttachmentRefused
	 */
	private function store( string $path, FileType $type, array $data ): Attachment {
		$image  = AttachmentKind::Image === $type->kind() ? getimagesize( $path ) : null;
		$width  = is_array( $image ) ? $image[0] : null;
		$height = is_array( $image ) ? $image[1] : null;
		if ( (int) $width * (int) $height > AttachmentLimits::PIXELS ) {
			throw new AttachmentRefused( __( 'This picture has too many pixels. Make it smaller and try again.', 'aaia-chatbot' ) );
		}
		$bytes = null === $width ? null : ImageCleaner::clean( (string) file_get_contents( $path ), $type );
		if ( null !== $width && null === $bytes ) {
			throw new AttachmentRefused( __( 'This picture is damaged.', 'aaia-chatbot' ), 415 );
		}
		if ( null !== $bytes && FileType::Jpeg === $type && ImageCleaner::is_turned( $bytes ) ) {
			[ $width, $height ] = [ $height, $width ];
		}
		$id     = Ids::random();
		$stored = bin2hex( random_bytes( 16 ) );
		$this->add_row(
			$data + [
				'public_id'  => $id,
				'stored_name' => $stored,
				'mime'       => $type->value,
				'width'      => $width,
				'height'     => $height,
				'thumbnail'  => 0,
				'created_at' => Time::to_database( $this->clock->now() ),
			],
		);
		$to   = $this->folder->path( $stored );
		$done = null === $bytes ? $this->folder->copy( $path, $to ) : $this->folder->write( $to, $bytes );
		$row  = $this->attachments->by_public_id( $id );
		if ( ! $done || null === $row ) {
			$row && $this->remove( $row );
			$done && throw $this->erased( $stored );
			do_action( 'aaia_chatbot_log', 'error', 'An attached file could not be written to ' . dirname( $to ) );
			throw new AttachmentRefused(
				__( 'The file could not be stored. Tell the site’s administrator that the folder for files cannot be written.', 'aaia-chatbot' ),
				500,
			);
		}
		$small = null === $width ? null : Thumbnails::of( $to, $type, $width, (int) $height );
		if ( null !== $small && $this->folder->write( $this->folder->thumbnail( $stored ), $small ) ) {
			$this->attachments->change( $id, [ 'thumbnail' => 1 ] );
		}
		return $this->attachments->by_public_id( $id ) ?? throw $this->erased( $stored );
	}

	/**
	 * Adds a row, unless its conversation is gone.
	 *
	 * @param array<string, string|int|null> $row
	 *
	 * @throws AttachmentRefused
	 */
	private function add_row( array $row ): void {
		$this->database->transaction( function () use ( $row ): void {
			if ( isset( $row['conversation_id'] ) && null === $this->conversations->lock( (int) $row['conversation_id'] ) ) {
				throw self::gone();
			}
			$this->attachments->add( $row );
		} );
	}

	/** Its row was erased, and maybe forgotten, while its file was being written. */
	private function erased( string $stored ): AttachmentRefused {
		$this->folder->delete( $stored );
		return self::gone();
	}

	private static function gone(): AttachmentRefused {
		return new AttachmentRefused( __( 'The conversation of this file was deleted.', 'aaia-chatbot' ), 409 );
	}

	/** @throws AttachmentRefused */
	private function check_conversation( int $conversation_id, int $more ): void {
		if ( $this->attachments->count_of( $conversation_id ) + $more > AttachmentLimits::PER_CONVERSATION ) {
			throw new AttachmentRefused( __( 'This conversation holds as many files as it can.', 'aaia-chatbot' ), 429 );
		}
	}

	private function delete_file( int $id, string $stored ): bool {
		if ( ! $this->folder->delete( $stored ) ) {
			do_action( 'aaia_chatbot_log', 'error', 'An erased file could not be deleted: ' . $this->folder->path( $stored ) );
			return false;
		}
		$this->attachments->delete( $id );
		return true;
	}
}
